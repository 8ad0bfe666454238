import { Button } from '../_ui/button.tsx'
import { Field } from '../_ui/field.tsx'
import { Input } from '../_ui/input.tsx'
import { words } from '../_words/en.ts'

export function TypeCode() {
  return (
    <form action="/connect" className="flex flex-col gap-4">
      <Field label={words.connect.code} hint={words.connect.askCode}>
        <Input
          name="code"
          required
          maxLength={12}
          autoComplete="off"
          autoCapitalize="characters"
          className="font-mono"
        />
      </Field>
      <div>
        <Button type="submit" look="primary">
          {words.connect.goOn}
        </Button>
      </div>
    </form>
  )
}
