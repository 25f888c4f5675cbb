// A picture of one pixel that is as large as one likes.
import { deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** A row that begins with its filter, none, and has one grey pixel. */
const PIXEL = deflateSync(Buffer.from([0, 128]));

const SUMS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/** Valid, in a chunk that programs skip: so many bytes altogether. */
export function pngOf(bytes: number): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const parts = [SIGNATURE, chunk('IHDR', header), chunk('IDAT', PIXEL), chunk('IEND')];
  const rest = bytes - parts.reduce((sum, { length }) => sum + length, 12);
  parts.splice(2, 0, chunk('paDd', Buffer.alloc(rest, 'convene')));
  return Buffer.concat(parts);
}

function chunk(kind: string, data = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  let rest = 0xffffffff;
  for (const byte of body) rest = (rest >>> 8) ^ (SUMS[(rest ^ byte) & 255] ?? 0);
  sum.writeUInt32BE((rest ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, body, sum]);
}
