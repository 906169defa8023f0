import jsQR from 'jsqr';

/** The browser's own code reader. Newer browsers have it; it reads worn and tilted codes better. */
interface Detector {
  detect(image: ImageBitmap): Promise<readonly { readonly rawValue: string }[]>;
}
declare const BarcodeDetector: (new (options: { readonly formats: readonly string[] }) => Detector) | undefined;

/** Lengths of the longer side in pixels, tried in turn: a smaller copy has less noise. */
const SIDES = [1_600, 900, 2_600];

/** The text of the code in a picture; `null` if there is none. The picture never leaves this page. */
export async function readCodeIn(file: Blob): Promise<string | null> {
  const image = await createImageBitmap(file).catch(() => null);
  if (!image) return null;
  try {
    return (await detected(image)) ?? SIDES.map((side) => readAt(image, side)).find((text) => text !== null) ?? null;
  } finally {
    image.close();
  }
}

async function detected(image: ImageBitmap): Promise<string | null> {
  if (typeof BarcodeDetector === 'undefined') return null;
  // Some browsers have the class without its engine.
  const found = await new BarcodeDetector({ formats: ['qr_code'] }).detect(image).catch(() => []);
  return found[0]?.rawValue ?? null;
}

function readAt(image: ImageBitmap, side: number): string | null {
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  return jsQR(data, width, height)?.data ?? null;
}
