const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const glyphs = { done: '✓', failed: '✗' }

/** Shows parts that go on side by side: a line each that is redrawn on a terminal, plain lines elsewhere. */
export function createProgress(out = process.stderr) {
  const parts = []
  let drawn = 0
  let timer

  const draw = () => {
    const lines = parts.map((part) => fitted(lineOf(part), out.columns ?? 80))
    out.write(`${drawn ? `\x1b[${drawn}A` : ''}${lines.map((line) => `\x1b[2K${line}\n`).join('')}`)
    drawn = lines.length
  }
  const show = (part) => {
    if (out.isTTY) draw()
    else out.write(`${lineOf(part, '·')}\n`)
  }

  return {
    /** Runs `work(say)`; `say` tells what it is doing. Nothing is shown of work that had nothing to do. */
    async part(name, work) {
      const part = { name, state: 'going', note: '', started: Date.now() }
      const say = (note) => {
        if (!parts.includes(part)) parts.push(part)
        if (out.isTTY) timer ??= setInterval(draw, 120).unref()
        if (part.note === note) return
        part.note = note
        if (out.isTTY) return draw()
        // What is said with the last breath stands in the line of the end.
        setImmediate(() => part.state === 'going' && part.note === note && show(part))
      }
      try {
        const result = await work(say)
        part.state = 'done'
        return result
      } catch (error) {
        part.state = 'failed'
        if (!parts.includes(part)) parts.push(part)
        throw error
      } finally {
        part.ended = Date.now()
        if (parts.includes(part)) show(part)
      }
    },
    /** A line for good, above the next ones. */
    say(text) {
      if (drawn) draw()
      parts.length = 0
      drawn = 0
      out.write(`${text}\n`)
    },
    end() {
      clearInterval(timer)
      timer = undefined
      parts.length = 0
      drawn = 0
    },
  }
}

const lineOf = ({ name, state, note, started, ended = Date.now() }, going = frame()) => {
  const glyph = glyphs[state] ?? going
  const seconds = ((ended - started) / 1000).toFixed(0)
  return `${glyph} ${name}${note ? `: ${note}` : ''}${state === 'going' && seconds === '0' ? '' : ` (${seconds} s)`}`
}

const frame = () => frames[Math.floor(Date.now() / 120) % frames.length]

const fitted = (line, width) => (line.length < width ? line : `${line.slice(0, width - 2)}…`)
