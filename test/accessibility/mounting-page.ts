import { PANELS, type Panel } from '../../ui/gallery/panels.ts';

/* Heights in millimetres above the floor. */

/** EN 301 549, 8.3.2 and 8.3.3: reach of a person in a wheelchair. */
export const REACH_MM = { from: 380, to: 1_220 } as const;
/** EN 301 549, 8.3.5. */
const EYES_MM = 1_015;
const LOWER_SCREEN_MM = 320;
export const LOWER_EDGE_MM = REACH_MM.to - LOWER_SCREEN_MM;
/** Near the hand of a citizen who sits, and above the knees. Chosen, not measured. */
const PARTS_MM = { from: 700, to: 880 } as const;

const ROOM = { wide: 760, long: 1_220, kneesHigh: 685, kneesDeep: 280, toesHigh: 230, toesDeep: 430 } as const;

/** `docs/mounting.md`. */
export const mountingPage = (): string => `# Mounting a cabinet

For the workshop that builds the cabinet and the technician who puts it up. The heights meet EN 301 549, 8.3.2 to 8.3.5, for a person in a wheelchair. All heights are
millimetres above the finished floor. Made by \`node test/tools/make-docs.mjs\` from \`test/accessibility/mounting-page.ts\`. Do not edit by hand.

<img src="pictures/mounting.svg" alt="Side view of a cabinet with the heights of the table below" width="560">

| part | height | reason |
|---|---|---|
| lower edge of the glass | ${mm(LOWER_EDGE_MM)} | *lower screen* uses ${LOWER_SCREEN_MM} mm, so its upper edge is at ${mm(REACH_MM.to)} |
| document reader, payment terminal, keypad, scanner | ${mm(PARTS_MM.from)} to ${mm(PARTS_MM.to)} | in reach from the front and from the side, and above the knees |
| slots of receipt printer and bill validator, A4 output | ${mm(PARTS_MM.from)} to ${mm(PARTS_MM.to)} | in reach; 8.3.2.1, 8.3.2.2 and 8.3.3 allow ${REACH_MM.from} to ${mm(REACH_MM.to)} |
| lamp, and sign that staff are called | any | no citizen touches them |

We chose the heights of the parts and did not try them with people. The rules of the standard are here in our own words: compare them with its text before you build.

## The glass

| panel | glass, width × height | upper edge | reach without *lower screen* | highest lower edge |
|---|---|---|---|---|
${PANELS.map(rowOf).join('\n')}

- Mount the lower edge at ${mm(LOWER_EDGE_MM)} mm if the cabinet allows it. If the lower edge is higher than the last column says, a part of the page is out of reach, also with *lower screen*.
- Panel on a table: measure from the floor, with the table. The table needs the room for knees that is described below.
- Write the size of the panel into \`kiosk.panel\` of the profile: \`doctor\` compares it with the screen. The kiosk's page computes all millimetres from this size.

## Reach from the front (8.3.2)

1. Each part that a citizen uses is between ${REACH_MM.from} and ${mm(REACH_MM.to)}.
2. If a shelf stands out in front of the parts by at most 510 mm, the heights above stay. If the shelf is 510 to 635 mm deep, the highest part is at 1 120. A deeper shelf is not allowed.
3. Below a shelf, feet and knees have room of ${ROOM.wide} mm width.
   - Feet: up to ${ROOM.toesHigh} mm of height, the room is at least ${ROOM.toesDeep} mm deep.
   - Knees: at ${ROOM.toesHigh} mm of height, the room is at least ${ROOM.kneesDeep} mm deep; at ${ROOM.kneesHigh} mm, at least 205 mm.

## Reach from the side (8.3.3)

1. If the wheelchair stands at most 255 mm away, the heights are the same as from the front.
2. If something stands between wheelchair and cabinet, its height is at most 865. If the wheelchair stands 255 to 610 mm away, the highest part is at 1 170. A larger
   distance is not allowed.

## The floor (8.3.4)

1. In front of the cabinet, ${ROOM.wide} × ${mm(ROOM.long)} mm are free and level, without a step, mat or cable.
2. If a niche is deeper than 610 mm, a wheelchair that comes from the front needs 915 mm of width. If it is deeper than 380 mm, a wheelchair that comes from the side needs
   1 525 mm of length.

## Sight (8.3.5)

1. Sit in front of the cabinet with the eyes at ${mm(EYES_MM)}, above the middle of the free floor. Open the page *Help*, and choose *lower screen*.
2. Read each line. If the glass reflects a lamp or a window, move the lamp or tilt the glass.

## Check

Measure each row of the first table with a tape, from the floor. Write the heights beside the printed strip of the acceptance test. [accessibility.md](accessibility.md) has the clauses.
`;

function rowOf(panel: Panel): string {
  const { wide, high } = sizeOf(panel);
  const above = LOWER_EDGE_MM + high - REACH_MM.to;
  return `| ${[
    panel.title,
    `${wide} × ${high}`,
    mm(LOWER_EDGE_MM + high),
    above > 0 ? `${above} mm are too high` : 'all in reach',
    mm(REACH_MM.to - Math.min(high, LOWER_SCREEN_MM)),
  ].join(' | ')} |`;
}

const sizeOf = ({ widthPx, heightPx, pxPerMm }: Panel) => ({
  wide: Math.round(widthPx / pxPerMm),
  high: Math.round(heightPx / pxPerMm),
});

const mm = (height: number): string => String(height).replace(/\B(?=(\d{3})$)/, '\u00a0');

const VIEW = {
  width: 1_400,
  height: 1_560,
  floor: 1_500,
  cabinet: { x: 820, deep: 360, top: 1_480 },
  shelf: 120,
} as const;

/** Side view of a cabinet with the first panel, in the scale 1 px to 1 mm. */
export function mountingDrawing(): string {
  const { high } = sizeOf(PANELS[0]);
  const at = (height: number) => VIEW.floor - height;
  const { x, deep, top } = VIEW.cabinet;
  const bar = (from: number, to: number, colour: string) =>
    `<rect x="${x - 16}" y="${at(to)}" width="16" height="${to - from}" fill="${colour}"/>`;
  const line = (height: number, says: string) =>
    `<path d="M40 ${at(height)}H${x}" stroke="#45575e" stroke-width="3" stroke-dasharray="14 10"/>` +
    `<text x="40" y="${at(height) - 12}">${mm(height)} ${says}</text>`;
  const beside = (height: number, says: string) => `<text x="${x + deep + 24}" y="${at(height) + 12}">${says}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${VIEW.width} ${VIEW.height}" font-family="sans-serif" font-size="34" fill="#10222a">
<title>Heights for mounting, in millimetres</title>
<rect width="${VIEW.width}" height="${VIEW.height}" fill="#ffffff"/>
<path d="M0 ${VIEW.floor}H${VIEW.width}" stroke="#10222a" stroke-width="6"/>
<path d="M${x} ${at(top)}H${x + deep}V${at(0)}H${x + VIEW.shelf + ROOM.kneesDeep - 100}V${at(ROOM.kneesHigh)}H${x}Z" fill="#f3ebdc" stroke="#10222a" stroke-width="4"/>
${bar(LOWER_EDGE_MM, LOWER_EDGE_MM + high, '#9fc3c5')}
${bar(LOWER_EDGE_MM, REACH_MM.to, '#0b5560')}
${bar(PARTS_MM.from, PARTS_MM.to, '#f2a93b')}
${line(REACH_MM.to, 'highest part')}
${line(EYES_MM, 'eyes')}
${line(LOWER_EDGE_MM, 'lower edge of the glass')}
${line(PARTS_MM.from, 'reader, terminal, keypad, slots')}
${line(REACH_MM.from, 'lowest part')}
${beside(LOWER_EDGE_MM + high, 'glass')}
${beside(LOWER_EDGE_MM + LOWER_SCREEN_MM / 2, 'lower screen')}
${beside((PARTS_MM.from + PARTS_MM.to) / 2, 'parts')}
${beside(ROOM.toesHigh, 'knees, toes')}
</svg>
`;
}
