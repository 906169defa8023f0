import jsQR from 'jsqr';
import { PNG } from 'pngjs';

/** Eight times a sheet at 200 dpi: larger pictures are not unpacked. */
const MOST_PIXELS = 32_000_000;

/** `null`: no QR code, not a PNG picture, or a picture that is too large. */
export function codeInPng(bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes);
  if (file.length < 24 || file.readUInt32BE(16) * file.readUInt32BE(20) > MOST_PIXELS) return null;
  try {
    const { data, width, height } = PNG.sync.read(file);
    return jsQR(Uint8ClampedArray.from(data), width, height)?.data ?? null;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
