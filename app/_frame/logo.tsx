/** A tree trained flat against a lattice. */
export function Logo() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      className="size-5 shrink-0 fill-none stroke-accent"
      strokeLinecap="round"
    >
      <path d="M10 18.5V3" strokeWidth={1.75} />
      <path
        d="M10 16c-4.5 0-7.5-1.5-7.5-5m7.5 5c4.5 0 7.5-1.5 7.5-5M10 10.5c-3 0-5-1-5-4m5 4c3 0 5-1 5-4"
        strokeWidth={1.5}
      />
      <path d="M2.5 11h.01M17.5 11h.01M5 6.5h.01M15 6.5h.01M10 2.5h.01" strokeWidth={3} />
    </svg>
  )
}
