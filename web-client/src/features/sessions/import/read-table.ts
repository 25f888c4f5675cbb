// Takes the bytes out of what someone chose, and says at once what could never be a table.

export const TABLE_BYTES_MAX = 4 * 1024 * 1024;

export type ReadFault = 'tooLarge' | 'empty' | 'workbook' | 'unreadable';
export type ReadTable = { content: Uint8Array } | { fault: ReadFault };

// Workbooks are archives (PK) or compound files of old Excel; a CSV begins like neither.
const WORKBOOKS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

export async function readFile(file: Blob): Promise<ReadTable> {
  // Before it is read: a film that was dropped by mistake must not fill the memory.
  if (file.size > TABLE_BYTES_MAX) return { fault: 'tooLarge' };
  try {
    return readBytes(new Uint8Array(await file.arrayBuffer()));
  } catch {
    return { fault: 'unreadable' };
  }
}

export function readText(text: string): ReadTable {
  return readBytes(new TextEncoder().encode(text));
}

function readBytes(content: Uint8Array): ReadTable {
  if (content.length > TABLE_BYTES_MAX) return { fault: 'tooLarge' };
  if (!content.some((byte) => byte > 0x20)) return { fault: 'empty' };
  const workbook = WORKBOOKS.some((start) => start.every((byte, at) => content[at] === byte));
  return workbook ? { fault: 'workbook' } : { content };
}
