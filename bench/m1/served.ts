/** A server that answers MLflow's addresses. */
export interface Served {
  name: string
  version: string
  /** Before `/api/2.0/…`. */
  url: string
  headers: Record<string, string>
  /** The experiment that holds the seed. */
  experiment: string
  close(): Promise<void>
}

/** The same bytes to whoever is asked. */
export async function call<T>({ name, url, headers }: Served, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${url}/api/2.0/mlflow/${path}`, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
  })
  const answer = (await response.json().catch((cause) => {
    throw new Error(`${name} broke off: ${path}`, { cause })
  })) as T
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`)
  return answer
}
