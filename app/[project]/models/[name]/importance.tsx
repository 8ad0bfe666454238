import { MetricText } from '../../../_ui/number-text.tsx'

/** The twenty columns that matter most, longest bar first. */
export function Importance({ importance }: { importance: readonly { name: string; value: number }[] }) {
  const shown = [...importance].sort((a, b) => b.value - a.value).slice(0, 20)
  const most = Math.max(...shown.map(({ value }) => value), Number.MIN_VALUE)
  return (
    <table className="w-full max-w-160">
      <tbody>
        {shown.map(({ name, value }) => (
          <tr key={name} className="[&>*]:h-6 [&>*]:pr-3">
            <th scope="row" className="w-48 max-w-48 truncate text-left font-normal" title={name}>
              <code>{name}</code>
            </th>
            <td>
              <span className="block h-2.5 rounded-[2px] bg-chart-now" style={{ width: `${(value / most) * 100}%` }} />
            </td>
            <td className="w-20 text-right">
              <MetricText value={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
