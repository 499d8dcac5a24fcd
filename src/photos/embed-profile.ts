import { crc32, deflateSync } from 'node:zlib'

/** The same PNG with an ICC profile in it: an `iCCP` chunk (PNG specification 11.3.2.3) right after the header. */
export function embedProfile(png: Buffer, profile: Buffer): Buffer {
  const data = Buffer.concat([Buffer.from('icc\0\0', 'latin1'), deflateSync(profile)])
  const chunk = Buffer.alloc(data.length + 12)
  chunk.writeUInt32BE(data.length, 0)
  chunk.write('iCCP', 4, 'latin1')
  data.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length)
  return Buffer.concat([png.subarray(0, headerEnd), chunk, png.subarray(headerEnd)])
}

/** Signature (8 bytes) and the IHDR chunk, whose length never differs. */
const headerEnd = 8 + 25
