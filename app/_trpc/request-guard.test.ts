import { describe, expect, it } from 'vitest'
import { refuseForged } from './request-guard.ts'

const request = (headers: Record<string, string>, method = 'POST') =>
  new Request('http://localhost:7070/api/trpc/x', { method, headers: { host: 'localhost:7070', ...headers } })
const json = { 'content-type': 'application/json' }
const refused = (headers: Record<string, string>) =>
  expect(() => refuseForged(request(headers), 'application/json')).toThrow()
const admitted = (headers: Record<string, string>, method?: string) =>
  expect(() => refuseForged(request(headers, method), 'application/json')).not.toThrow()

describe('a request that changes something', () => {
  it('is refused when it comes from another site', () => refused({ ...json, origin: 'http://evil.example' }))
  it('is refused when it comes from another port', () => refused({ ...json, origin: 'http://localhost:9999' }))
  it('is refused when it does not say where it comes from', () => refused(json))
  it('is refused when its origin is hidden', () => refused({ ...json, origin: 'null' }))
  it('is refused when a form could have sent it', () =>
    refused({ 'content-type': 'text/plain', origin: 'http://localhost:7070' }))
  it('is admitted from a page of ours', () => admitted({ ...json, origin: 'http://localhost:7070' }))
  it('is admitted with a token, which no other site has', () => admitted({ ...json, authorization: 'Bearer esp_x' }))
})

it('lets reading through', () => admitted({}, 'GET'))
