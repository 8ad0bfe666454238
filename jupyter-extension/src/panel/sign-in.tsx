import { type FormEvent, useState } from 'react'
import { type Fault, faultOf } from '../fault.ts'
import { signInWithToken } from '../server.ts'
import { Approve } from './approve.tsx'
import { useParts } from './context.ts'
import { Notice } from './notice.tsx'

/** Two ways in: approve in the browser, or paste a token. */
export function SignIn({ url, why }: { url: string; why?: Fault }) {
  const { platform, trans } = useParts()
  const [address, setAddress] = useState(url)
  const [fault, setFault] = useState(why)
  const [busy, setBusy] = useState(false)

  const paste = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const token = String(new FormData(event.currentTarget).get('token') ?? '')
    setBusy(true)
    await signInWithToken(address, token).then(
      () => platform.refresh(),
      (thrown) => setFault(faultOf(thrown)),
    )
    setBusy(false)
  }
  return (
    <div className="esp-Page">
      <h2>{trans.__('Sign in to Espalier')}</h2>
      <p className="esp-Quiet">
        {trans.__('Push experiments, watch runs, and see models, endpoints and demos beside your notebook.')}
      </p>
      {fault && <Notice fault={fault} />}
      <label>
        {trans.__('Address')}
        <input
          className="jp-mod-styled"
          type="url"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          required
        />
      </label>
      <Approve url={address} onFault={setFault} />
      <form onSubmit={paste}>
        <label>
          {trans.__('Or paste a token')}
          <input className="jp-mod-styled" name="token" type="password" autoComplete="off" required />
        </label>
        <p className="esp-Quiet">
          {trans.__(
            'Made under Settings in Espalier. It stays on the Jupyter server, in a file that only you can read.',
          )}
        </p>
        <button type="submit" className="jp-mod-styled" disabled={busy}>
          {trans.__('Sign in with the token')}
        </button>
      </form>
    </div>
  )
}
