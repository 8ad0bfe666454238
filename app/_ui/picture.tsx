import { classNames } from './class-names.ts'

/** A picture from a data URL; small ones show their pixels. */
export function Picture({ src, alt, className }: { src: string; alt: string; className?: string }) {
  // biome-ignore lint/performance/noImgElement: the bytes are in the address, so there is nothing to optimise
  return <img src={src} alt={alt} className={classNames('object-contain [image-rendering:pixelated]', className)} />
}
