import { notFound } from 'next/navigation'

/** So that an address that leads nowhere is told within the frame of its project. */
export default function Page() {
  notFound()
}
