/** A map that forgets what was put in first once it holds `limit` entries. */
export function boundedMap<K, V>(limit: number): Map<K, V> {
  const map = new Map<K, V>()
  const put = map.set.bind(map)
  map.set = (key, value) => {
    const [oldest] = map.keys()
    if (map.size >= limit && !map.has(key) && oldest !== undefined) map.delete(oldest)
    return put(key, value)
  }
  return map
}
