// A document of one page with one picture on it: the least that a PDF can be.

interface Jpeg {
  bytes: Uint8Array;
  width: number;
  height: number;
}

/** Letter, in points of 1/72 inch; on its side for what is wider than high. */
const LONG = 792;
const SHORT = 612;
const MARGIN = 36;

export function oneImagePdf({ bytes, width, height }: Jpeg, title: string): Blob {
  const [wide, high] = width >= height ? [LONG, SHORT] : [SHORT, LONG];
  const scale = Math.min((wide - 2 * MARGIN) / width, (high - 2 * MARGIN) / height);
  const [w, h] = [width * scale, height * scale].map((side) => side.toFixed(2));
  const x = ((wide - Number(w)) / 2).toFixed(2);
  const y = ((high - Number(h)) / 2).toFixed(2);
  const content = `q ${w} 0 0 ${h} ${x} ${y} cm /Board Do Q`;
  const image =
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} ` +
    `/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${bytes.length}`;
  const resources = '/Resources << /XObject << /Board 4 0 R >> >>';
  const objects: (string | Uint8Array)[][] = [
    ['<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /DisplayDocTitle true >> >>'],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] `,
      `${resources} /Contents 5 0 R >>`,
    ],
    [`<< ${image} >>\nstream\n`, bytes, '\nendstream'],
    [`<< /Length ${content.length} >>\nstream\n${content}\nendstream`],
    [`<< /Title <${inHex(title)}> >>`],
  ];
  return joined(objects);
}

function joined(objects: (string | Uint8Array)[][]): Blob {
  const parts: (string | Uint8Array)[] = ['%PDF-1.4\n'];
  const places: number[] = [];
  // Only letters of ASCII are written as text: as many bytes as letters.
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  objects.forEach((object, at) => {
    places.push(length());
    parts.push(`${at + 1} 0 obj\n`, ...object, '\nendobj\n');
  });
  const start = length();
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`);
  const size = objects.length + 1;
  parts.push(
    `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`,
    `trailer\n<< /Size ${size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${start}\n%%EOF\n`,
  );
  return new Blob(parts as BlobPart[], { type: 'application/pdf' });
}

/** In two bytes a letter, the larger one first, so that accents stay. */
function inHex(text: string): string {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return `FEFF${units.map((unit) => unit.toString(16).padStart(4, '0')).join('')}`;
}
