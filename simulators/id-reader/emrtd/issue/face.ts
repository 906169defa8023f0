import { encodeJpeg } from './jpeg.ts';
import { seededBytes } from './seed.ts';

export interface Picture {
  readonly jpeg: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

const WIDTH = 240;
const HEIGHT = 320;
/** Roughly the grain of a scanned photograph: it makes the file as long as those of real documents. */
const GRAIN = 20;

/** A drawn face, another one for every label. It is nobody. */
export function drawFace(label: string): Picture {
  const [skin = 0, hair = 0, broad = 0, mouth = 0] = seededBytes(`face ${label}`, 4);
  const grain = seededBytes(`grain ${label}`, WIDTH * HEIGHT);
  const grey = new Uint8Array(WIDTH * HEIGHT);
  const look = { skin: 165 + (skin % 50), hair: 30 + (hair % 80), broad: 62 + (broad % 14), smile: mouth % 9 };
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const at = y * WIDTH + x;
      grey[at] = shade(x - WIDTH / 2, y, look) + (((grain[at] ?? 0) % GRAIN) - GRAIN / 2);
    }
  }
  return { jpeg: encodeJpeg(grey, WIDTH, HEIGHT), width: WIDTH, height: HEIGHT };
}

interface Look {
  readonly skin: number;
  readonly hair: number;
  /** Half the breadth of the head, pixels. */
  readonly broad: number;
  readonly smile: number;
}

const inEllipse = (x: number, y: number, a: number, b: number) => (x / a) ** 2 + (y / b) ** 2 < 1;

/** The grey at `x` pixels right of the middle, `y` below the top. What is in front is asked first. */
function shade(x: number, y: number, { skin, hair, broad, smile }: Look): number {
  const eye = Math.abs(x) - broad * 0.42;
  if (inEllipse(eye, y - 150, 5, 5)) return 25;
  if (inEllipse(eye, y - 150, 13, 7)) return 240;
  if (inEllipse(eye, y - 132, 16, 3)) return hair;
  if (inEllipse(x, y - 178, 7, 16)) return skin - 22;
  if (inEllipse(x, y - 212 + (x * x * smile) / 2_000, 24, 5)) return 95;
  if (inEllipse(x, y - 168, broad, 88) && y > 104) return skin;
  if (inEllipse(x, y - 140, broad + 12, 84) && y < 190) return hair;
  if (Math.abs(x) < 26 && y > 220 && y < 275) return skin - 12;
  if (inEllipse(x, y - 340, 112, 84)) return 70;
  return 225 - y / 10;
}
