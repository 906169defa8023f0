import { existsSync, readFileSync } from 'node:fs';
import { TECHNICIAN_WAIT_MS } from '../../device/maintenance/devices/wait.ts';
import type { PagePoint } from '../../device/screen/acceptance.ts';
import { INSTALLED } from '../machine/installed.ts';
import type { AcceptancePage } from './glass-page.ts';
import { runsOnScreenConsole } from './machine-screen.ts';
import { type AcceptanceFinding, failedStep, passedStep, skipped, type TestedDevice } from './result.ts';
import type { AcceptanceContext } from './step.ts';
import { type Calibration, composeCalibrations, judgeTouches, type TouchSample, type TouchVerdict } from './touch.ts';
import { calibrationRule, type TouchPanel, touchPanels } from './touch-panel.ts';

/** Clockwise from the upper left corner, a tenth of the page from the edges. */
const CORNERS: readonly PagePoint[] = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.1 },
  { x: 0.9, y: 0.9 },
  { x: 0.1, y: 0.9 },
];

/** Shows four targets, one after the other. The places of the touches tell how the panel is mounted. */
export const touchStep = (parts: AcceptanceContext): Promise<AcceptanceFinding> =>
  onGlass(parts, async (page) => {
    const { profile, words } = parts;
    const touches: TouchSample[] = [];
    for (const [nth, at] of CORNERS.entries()) {
      const came = await page.touched(
        { show: 'target', lines: words.glass.target(nth + 1, CORNERS.length), at },
        TECHNICIAN_WAIT_MS,
      );
      if (!came) return failedStep('ACC-105', `target ${nth + 1} was not touched in ${TECHNICIAN_WAIT_MS / 1_000} s`);
      touches.push({ shown: at, came });
    }
    const { widthPx, heightPx, pxPerMm } = profile.kiosk.panel;
    const verdict = judgeTouches(touches, { widthMm: widthPx / pxPerMm, heightMm: heightPx / pxPerMm });
    const panels = touchPanels();
    const found = judged(verdict, panels.length === 1 ? (panels[0] ?? null) : null, parts, touches);
    if (found.outcome === 'failed') page.forget();
    return found;
  });

const CODES = { turned: 'ACC-101', mirrored: 'ACC-102', beside: 'ACC-103' } as const;

function judged(
  verdict: TouchVerdict,
  panel: TouchPanel | null,
  parts: AcceptanceContext,
  touches: readonly TouchSample[],
): AcceptanceFinding {
  switch (verdict.is) {
    case 'fits':
      return passedStep(
        'touches-fit',
        `the farthest touch was ${Math.round(verdict.farthestMm)} mm from its target`,
        panel ? [deviceOf(panel)] : [],
      );
    case 'turned':
      return withRule(CODES.turned, `turned by ${verdict.degrees} degrees`, verdict.calibration, panel, parts);
    case 'mirrored':
      return withRule(CODES.mirrored, 'mirrored', verdict.calibration, panel, parts);
    case 'beside':
      return withRule(
        CODES.beside,
        `touches up to ${Math.round(verdict.farthestMm)} mm from their targets`,
        verdict.calibration,
        panel,
        parts,
      );
    case 'erratic':
      return failedStep(
        'ACC-104',
        touches.map(({ came }: { readonly came: PagePoint }) => `${percent(came.x)} ${percent(came.y)}`).join(', '),
      );
    default:
      return verdict satisfies never;
  }
}

const percent = (part: number): string => `${Math.round(part * 100)} %`;

/** The matrix includes the panel's present calibration, which is applied to a touch first. */
function withRule(
  code: (typeof CODES)[keyof typeof CODES],
  detail: string,
  calibration: Calibration,
  panel: TouchPanel | null,
  { person, words }: AcceptanceContext,
): AcceptanceFinding {
  const rule = calibrationRule(panel, panel ? composeCalibrations(calibration, panel.calibration) : calibration);
  person.tell(words.glass.rule(INSTALLED.touchRules));
  person.tell(rule);
  return failedStep(
    code,
    detail,
    `write into ${INSTALLED.touchRules}: ${rule}; then: sudo asan-kiosk settings keep ${INSTALLED.touchRules}`,
  );
}

const deviceOf = ({ name, ids, serial }: TouchPanel): TestedDevice => ({
  kind: 'touch screen',
  model: name,
  firmware: null,
  serial,
  at: ids ? `USB ${ids.vendor}:${ids.product}` : null,
});

/** File that lists the sound cards of the kernel [kernel, sound/proc]. */
const CARDS = '/proc/asound/cards';

export async function soundStep(parts: AcceptanceContext): Promise<AcceptanceFinding> {
  if (!existsSync(CARDS) || readFileSync(CARDS, 'utf8').includes('no soundcards')) return skipped('not-fitted');
  const { person, words } = parts;
  const touched = await onGlass(parts, async (page) => {
    const touch = await page.touched({ show: 'tone', lines: words.glass.tone }, TECHNICIAN_WAIT_MS);
    return touch
      ? passedStep('tone-heard')
      : failedStep('ACC-105', `the page was not touched in ${TECHNICIAN_WAIT_MS / 1_000} s`);
  });
  // Terminal and screen may share a console.
  if (touched.outcome !== 'ok' || (await person.agrees(words.glass.heard))) return touched;
  return failedStep('ACC-116', 'the technician heard no tone');
}

async function onGlass(
  parts: AcceptanceContext,
  use: (page: AcceptancePage) => Promise<AcceptanceFinding>,
): Promise<AcceptanceFinding> {
  const { person, words, screen } = parts;
  const page = await parts.glass();
  if (page.trouble) return page.trouble;
  if (!page.isShown()) {
    if (screen && runsOnScreenConsole())
      return failedStep('ACC-119', 'this command runs at /dev/tty1, the console of the screen');
    person.tell(screen ? words.glass.comes : words.glass.waiting);
    screen?.show();
  }
  try {
    if (!(await page.shown(TECHNICIAN_WAIT_MS)))
      return failedStep('ACC-106', `no browser opened the page in ${TECHNICIAN_WAIT_MS / 1_000} s`);
    return await use(page);
  } finally {
    page.rest();
    screen?.hide();
  }
}
