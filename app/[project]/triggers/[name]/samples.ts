const python = (value: unknown): string =>
  JSON.stringify(value, null, 4).replaceAll(': true', ': True').replaceAll(': false', ': False')

const inShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

export const sendByCurl = (address: string): string => `SECRET='whsec_…'   # shown when the trigger was made
BODY='{"region": "north"}'
ID=$(uuidgen); NOW=$(date +%s)
KEY=$(printf %s "\${SECRET#whsec_}" | base64 -d | od -An -vtx1 | tr -d ' \\n')
SIGNATURE=$(printf %s "$ID.$NOW.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64)

curl ${address} \\
  -H "webhook-id: $ID" -H "webhook-timestamp: $NOW" -H "webhook-signature: v1,$SIGNATURE" \\
  -H 'content-type: application/json' -d "$BODY"
`

export const sendByPython = (address: string): string => `import base64, hashlib, hmac, json, time, urllib.request, uuid

secret = "whsec_…"  # shown when the trigger was made
body = json.dumps({"region": "north"})
id, now = str(uuid.uuid4()), str(int(time.time()))
key = base64.b64decode(secret.removeprefix("whsec_"))
signature = base64.b64encode(hmac.digest(key, f"{id}.{now}.{body}".encode(), "sha256")).decode()

request = urllib.request.Request("${address}", body.encode(), {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": now,
    "webhook-signature": f"v1,{signature}",
})
print(json.load(urllib.request.urlopen(request)))
`

export const callByCurl = (
  address: string,
  parameters: Record<string, unknown>,
): string => `curl '${address}?wait=30' \\
  -H "authorization: Bearer $ESPALIER_TOKEN" \\
  -H "idempotency-key: $(uuidgen)" \\
  -H 'content-type: application/json' \\
  -d ${inShell(JSON.stringify(parameters))}
`

export const callByPython = (
  address: string,
  parameters: Record<string, unknown>,
): string => `import json, os, urllib.request, uuid

parameters = ${python(parameters)}
request = urllib.request.Request("${address}?wait=30", json.dumps(parameters).encode(), {
    "authorization": f"Bearer {os.environ['ESPALIER_TOKEN']}",
    "idempotency-key": str(uuid.uuid4()),
    "content-type": "application/json",
})
print(json.load(urllib.request.urlopen(request)))
`
