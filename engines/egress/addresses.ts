import ipaddr from 'ipaddr.js'
import { Fault } from '#pipeline/fault.ts'

/** `10.0.0.0/8`, `127.0.0.1`, `fd00::/8`. */
export const isRange = (text: string): boolean => ipaddr.isValidCIDR(text) || ipaddr.isValid(text)

/** Faults: FORBIDDEN for an address that is not of the open network and is in none of the allowed ranges. */
export function demandOpenNetwork(address: string, allowed: readonly string[], name = address): void {
  if (!ipaddr.isValid(address)) throw new Fault('INVALID_INPUT', `not an address: ${address}`)
  const parsed = ipaddr.process(address)
  if (parsed.range() === 'unicast' || allowed.some((range) => lies(parsed, range))) return
  throw new Fault('FORBIDDEN', `leads into a private network: ${name}`, {
    hint: 'an operator of the platform can allow it with ESPALIER_ALLOWED_ADDRESSES',
  })
}

function lies(address: ipaddr.IPv4 | ipaddr.IPv6, range: string): boolean {
  const [network, bits] = ipaddr.isValidCIDR(range)
    ? ipaddr.parseCIDR(range)
    : ([ipaddr.process(range), ipaddr.process(range).kind() === 'ipv4' ? 32 : 128] as const)
  if (address instanceof ipaddr.IPv4) return network instanceof ipaddr.IPv4 && address.match(network, bits)
  return network instanceof ipaddr.IPv6 && address.match(network, bits)
}
