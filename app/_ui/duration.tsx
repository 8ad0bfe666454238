/** `85 µs`, `4.2 ms`, `0.42 s`, `12.3 s`, `4 min 05 s`, `2 h 10 min`. */
export function durationText(milliseconds: number): string {
  if (milliseconds > 0 && milliseconds < 1) return `${Math.round(milliseconds * 1000)} µs`
  if (milliseconds > 0 && milliseconds < 10) return `${milliseconds.toFixed(1)} ms`
  const seconds = milliseconds / 1000
  if (seconds < 10) return `${seconds.toFixed(2)} s`
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  const pad = (value: number) => String(value).padStart(2, '0')
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`
  return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`
}

export function Duration({ milliseconds }: { milliseconds: number }) {
  return (
    <span
      className="figures whitespace-nowrap"
      title={`${milliseconds < 10 ? milliseconds : Math.round(milliseconds).toLocaleString('en')} ms`}
    >
      {durationText(milliseconds)}
    </span>
  )
}
