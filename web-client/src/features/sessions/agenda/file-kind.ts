// What a file is by its first bytes, whatever it is called: the server looks there, too.

const STARTS: readonly (readonly [kind: string, at: number, bytes: readonly number[]])[] = [
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  // A RIFF container; the kind stands behind its length.
  ['image/webp', 8, [0x57, 0x45, 0x42, 0x50]],
  ['application/pdf', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
];

/** Undefined: nothing that a step can show. */
export async function fileKind(file: Blob): Promise<string | undefined> {
  const first = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const found = STARTS.find(([, at, bytes]) => bytes.every((byte, i) => first[at + i] === byte));
  return found?.[0];
}
