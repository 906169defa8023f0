import { beforeAll, describe, expect, it } from 'vitest';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { type DisplaySettings, PLAIN_DISPLAY } from '../../device/words/display.ts';
import { LANGUAGE_CODES, type Language } from '../../device/words/language.ts';
import { MAINTENANCE_SAMPLES } from '../../ui/citizen/maintenance/maintenance.samples.ts';
import { PANELS, type Panel } from '../../ui/gallery/panels.ts';
import { usualFrame } from '../../ui/samples/sample.ts';
import type { GlassObservation } from './glass.ts';
import { controlFaults, headingFaults, layoutFaults, overlappingTexts, smallTexts } from './glass-rules.ts';
import { measuredGallery } from './measured-gallery.ts';

/* Needs dist/gallery. */

const RULES = [layoutFaults, overlappingTexts, headingFaults, smallTexts, controlFaults, hiddenKeys];
const SLACK_PX = 1.5;

function hiddenKeys({ targets }: GlassObservation): readonly string[] {
  const keys = targets.filter(({ name, where }) => /^\d$/.test(name) || /div\.jobs|footer/.test(where));
  const cut = keys.filter(({ box, shown }) => !shown || shown.bottom < box.bottom - SLACK_PX);
  return cut.map(({ name }) => `not in view: ${name}`);
}
const LONG_MS = 120_000;

const opened = measuredGallery();

/** Header and bar leave least room on these. */
/** Panels for staff. A panel of 10.1 inch on a table is too small for staff pages: its technician uses a laptop. */
const STAFF_PANELS = PANELS.filter(({ id }) => !id.startsWith('10.1'));
const LOW_PANELS = PANELS.filter(({ id }) => id === '15' || id === '15.6-landscape');

/** Most of the height that the header may take with the largest text. */
const HEADER_SHARE = 0.55;

function headerFaults(seen: GlassObservation): readonly string[] {
  const cut = layoutFaults(seen).filter((fault) => /header/.test(fault));
  const bottom = Math.max(...seen.texts.filter(({ where }) => /header/.test(where)).map(({ line }) => line.bottom));
  return bottom > HEADER_SHARE * seen.heightPx ? [...cut, `the header ends at ${bottom} px`] : cut;
}

const screensIn = (language: Language, panel: Panel, text: DisplaySettings['text'] = 100): readonly CitizenScreen[] =>
  MAINTENANCE_SAMPLES.map(({ name, view }) => ({
    ...usualFrame(language, panel.pxPerMm),
    display: { ...PLAIN_DISPLAY, text },
    step: `maintaining/${name}`,
    ...view,
  }));

async function faults(language: Language, panel: Panel, text: DisplaySettings['text'] = 100, rules = RULES) {
  const seen = await opened().gallery.drawScreens(screensIn(language, panel, text), panel);
  return seen.flatMap((each, at) =>
    rules.flatMap((rule) => rule(each, panel.pxPerMm).map((line) => `${MAINTENANCE_SAMPLES[at]?.name}: ${line}`)),
  );
}

beforeAll(async () => {
  await faults('az', PANELS[0]);
}, LONG_MS);

describe('pages for staff', () => {
  it.each(STAFF_PANELS.map((panel) => [panel.title, panel] as const))(
    'when the panel is %s, then each page fits in each language',
    { timeout: LONG_MS },
    async (_, panel) => {
      for (const language of LANGUAGE_CODES) expect(await faults(language, panel), language).toEqual([]);
    },
  );

  it.each(LOW_PANELS.map((panel) => [panel.title, panel] as const))(
    'when a citizen left the largest text on the panel %s, then the header of staff is whole and leaves room',
    { timeout: LONG_MS },
    async (_, panel) => {
      for (const language of LANGUAGE_CODES)
        expect(await faults(language, panel, 200, [headerFaults]), language).toEqual([]);
    },
  );
});
