import { concat } from '../../../../drivers/bytes.ts';
import { encodeBigInt, utf8 } from '../../../../drivers/id-reader/emrtd/der.ts';
import drawing from './sample-face.jpg?inline';

export interface FacePicture {
  readonly jpeg: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * A drawing of 240 × 320 greys, no photograph; grain (20 of 256 greys) gives a real file's length. Baseline JPEG, tables of annex K of
 * ITU-T T.81, K.1 halved.
 */
const SAMPLE = Buffer.from(drawing.slice(drawing.indexOf(',') + 1), 'base64');
/** Start of image and JFIF segment; a comment may follow (T.81, B.2.4.5). */
const HEAD_BYTES = 20;
const COMMENT = Uint8Array.of(0xff, 0xfe);

/** The sample with the document in a comment, so that no two documents have the same bytes. */
export function sampleFace(label: string): FacePicture {
  const text = utf8(`drawn sample, nobody's photograph, for ${label}`);
  const comment = concat(COMMENT, encodeBigInt(BigInt(text.length + 2), 2), text);
  return {
    jpeg: concat(SAMPLE.subarray(0, HEAD_BYTES), comment, SAMPLE.subarray(HEAD_BYTES)),
    width: 240,
    height: 320,
  };
}
