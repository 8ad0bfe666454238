import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Fault } from '#pipeline/fault.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { checkRows, type Pixels } from './check-rows.ts'
import { readPictures } from './read-pictures.ts'

const signatureOf = (channels: 1 | 3): Signature => ({
  task: 'classification',
  target: 'class',
  inputs: [{ name: 'image', type: 'image', missing: 0, picture: { height: 2, width: 2, channels } }],
  classes: ['a', 'b'],
  outputs: { label: 'label' },
})

const read = async (value: unknown, channels: 1 | 3 = 1): Promise<Pixels> => {
  const signature = signatureOf(channels)
  return checkRows(signature, await readPictures(signature, [{ image: value }])).rows[0]?.image as Pixels
}
const faultOf = (value: unknown): Promise<Fault> =>
  read(value).then(
    () => expect.fail('it was read'),
    (thrown) => thrown,
  )

const shades = [0, 85, 170, 255]
const grey = (format: 'png' | 'jpeg' | 'webp') =>
  sharp(Uint8Array.from(shades), { raw: { width: 2, height: 2, channels: 1 } })
    .toFormat(format, { lossless: true })
    .toBuffer()

describe('a picture', () => {
  it('of the size that the model sees comes through as it is, and again from what is recorded', async () => {
    const once = await read((await grey('png')).toString('base64'))
    expect([...once.bytes]).toEqual(shades)
    expect([...(await read(once.url)).bytes]).toEqual(shades)
    expect([...(await read({ shape: [2, 2, 1], values: shades })).bytes]).toEqual(shades)
  })

  it.each(['png', 'jpeg', 'webp'] as const)('may be %s, as bytes or a data URL', async (format) => {
    const file = await grey(format)
    const { bytes } = await read(file)
    expect(bytes).toHaveLength(4)
    expect((await read(`data:image/${format};base64,${file.toString('base64')}`)).bytes).toEqual(bytes)
  })

  it('of another size or in other colours is made to fit', async () => {
    const red = await sharp({ create: { width: 40, height: 20, channels: 4, background: '#ff0000' } })
      .png()
      .toBuffer()
    expect([...(await read(red, 3)).bytes]).toEqual([255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0])
    expect(new Set((await read(red)).bytes).size).toBe(1)
    const clear = await sharp({
      create: { width: 9, height: 9, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer()
    expect([...(await read(clear)).bytes]).toEqual([255, 255, 255, 255])
  })

  it('that is none is refused, with where it stood', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    for (const value of [
      'no picture!',
      'AAAA',
      svg,
      (await grey('png')).subarray(0, 40),
      7,
      [1, 2],
      { shape: [9], values: [1] },
    ]) {
      const fault = await faultOf(value)
      expect(fault).toMatchObject({ code: 'INVALID_INPUT', at: { row: 1, column: 'image' } })
      expect(fault.hint).toMatch(/PNG/)
    }
  })

  it('with more pixels than there is room for is refused before it is unpacked', async () => {
    const bomb = await sharp({
      create: { width: 8000, height: 8000, channels: 3, background: '#000' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.length).toBeLessThan(2_000_000)
    expect(await faultOf(bomb)).toMatchObject({ code: 'LIMIT' })
  })

  it('that is not there is missed', async () => {
    expect(await faultOf(undefined)).toMatchObject({ message: 'missing column: image' })
  })
})
