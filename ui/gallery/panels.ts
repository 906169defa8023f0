export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pxPerMm: number;
}

const MM_PER_INCH = 25.4;

function bothWays(inches: number, shortPx: number, longPx: number): readonly Panel[] {
  const pxPerMm = Math.round((Math.hypot(shortPx, longPx) / (inches * MM_PER_INCH)) * 100) / 100;
  return [
    { id: `${inches}`, title: `${inches}″ portrait`, widthPx: shortPx, heightPx: longPx, pxPerMm },
    { id: `${inches}-landscape`, title: `${inches}″ landscape`, widthPx: longPx, heightPx: shortPx, pxPerMm },
  ];
}

/** Panels; the first is the panel of the design's pictures. */
export const PANELS: readonly [Panel, ...Panel[]] = [
  { id: '21.5', title: '21.5″ portrait', widthPx: 1080, heightPx: 1920, pxPerMm: 4.03 },
  { id: '21.5-landscape', title: '21.5″ landscape', widthPx: 1920, heightPx: 1080, pxPerMm: 4.03 },
  ...bothWays(15.6, 768, 1366),
  { id: '15', title: '15″ upright, 4:3', widthPx: 768, heightPx: 1024, pxPerMm: 3.36 },
  { id: '10.1', title: '10.1″ portrait, on a table', widthPx: 800, heightPx: 1280, pxPerMm: 5.9 },
  { id: '10.1-landscape', title: '10.1″ landscape, on a table', widthPx: 1280, heightPx: 800, pxPerMm: 5.9 },
  ...bothWays(27, 1440, 2560),
  ...bothWays(32, 2160, 3840),
];

export function panelOf(id: string): Panel {
  return PANELS.find((panel) => panel.id === id) ?? PANELS[0];
}
