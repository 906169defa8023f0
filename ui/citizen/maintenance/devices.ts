import { html, nothing, type TemplateResult } from 'lit';
import type { DevicePage, DeviceRow, DeviceTestOutcome, DeviceTestPage } from '../../../device/screen/maintenance.ts';
import { moneyText, plainMoment } from '../../../device/words/format.ts';
import { icon } from '../../design/icon.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import type { PageDrawer, PageDrawingContext } from './page-parts.ts';
import { partPicture } from './part-picture.ts';
import { playTestTone } from './tone.ts';
import type { MaintenanceWords } from './words/az.ts';

const partName = (id: DeviceRow['id'], { deviceNames, cabinet }: MaintenanceWords): string =>
  id === 'lights' || id === 'sound' ? cabinet[id] : deviceNames[id];

export const drawDevices: PageDrawer<'devices'> = ({ rows }, { words, send }) => ({
  body: html`<h2 tabindex="-1" class="only-spoken">${words.tabs.devices}</h2>
    <div class="cabinet">
      ${rows.map(
        (row) => html`<button
          type="button"
          class="button part ${isWell(row) ? 'good' : 'bad'}"
          @click=${send({ do: 'answer', value: `part:${row.id}` })}
        >
          ${icon(isWell(row) ? 'circle-check-big' : 'triangle-alert')}
          <span><b>${partName(row.id, words)}</b><small>${withUnbrokenNumbers(shortState(row, words))}</small></span>
        </button>`,
      )}
    </div>`,
});

const isWell = ({ state, trouble, degraded, newcomer, tested }: DeviceRow): boolean =>
  (state === null || state === 'online') &&
  trouble === null &&
  degraded === null &&
  newcomer === null &&
  tested?.is !== 'failed';

/** What matters most, in few words. */
function shortState({ state, trouble, degraded, newcomer, tested }: DeviceRow, words: MaintenanceWords): string {
  const { devices } = words.cabinet;
  if (newcomer !== null) return devices.newDevice;
  if (trouble !== null) return trouble;
  if (state !== null && state !== 'online') return words.states[state];
  if (degraded !== null) return devices.degraded[degraded];
  if (tested !== null) return testedWord(tested, words);
  return state === null ? '' : words.states[state];
}

export const drawDevice: PageDrawer<'device'> = ({ row, result, trouble }, { words, send }) => {
  const { devices, machine } = words.cabinet;
  const { id, newcomer, degraded, canTest } = row;
  const button = (value: string, label: string, isPrimary: boolean) =>
    html`<button type="button" class="button ${isPrimary ? 'primary' : ''}" @click=${send({ do: 'answer', value })}>${label}</button>`;
  return {
    body: html`<h2 tabindex="-1">${partName(id, words)}</h2>
      ${trouble === null ? nothing : html`<p class="alert" role="alert">${machine.refused[trouble]}</p>`}
      ${
        result === null
          ? nothing
          : html`<div class="card" role="status">
              <p class=${isGood(result) ? 'good' : 'bad'}>
                ${icon(isGood(result) ? 'circle-check-big' : 'triangle-alert')}
                <b>${withUnbrokenNumbers(resultTitle(result, words))}</b>
              </p>
              ${resultLead(result, words)}
            </div>`
      }
      <ul class="card">
        ${stateLines(result === null ? row : { ...row, tested: null }, words).map((line) => html`<li>${withUnbrokenNumbers(line)}</li>`)}
      </ul>`,
    bar: html`<button type="button" class="button" @click=${send({ do: 'back' })}>${words.back}</button>
      ${degraded === null ? nothing : button('cleaned', devices.cleaned, false)}
      ${newcomer === null ? nothing : button('let-in', devices.letIn, true)}
      ${canTest ? button('test', devices.test, newcomer === null) : nothing}`,
  };
};

type Result = NonNullable<DevicePage['result']>;

const isGood = ({ outcome }: Result): boolean => outcome.is === 'passed' || outcome.is === 'kept';

function resultTitle({ outcome }: Result, words: MaintenanceWords): string {
  const { devices, machine } = words.cabinet;
  if (outcome.is === 'kept') return devices.kept;
  if (outcome.is === 'refused') return machine.refused[outcome.code];
  return testWords(outcome.is === 'not-tested' ? outcome.test : outcome, words);
}

const testWords = (outcome: DeviceTestOutcome, { cabinet: { devices } }: MaintenanceWords): string => {
  if (outcome.is === 'passed') return `${devices.passed}: ${devices.findings[outcome.found.saw]}`;
  return outcome.is === 'failed' ? devices.failed(outcome.code) : devices.stopped;
};

function resultLead({ outcome }: Result, { cabinet, fixes, today }: MaintenanceWords): TemplateResult | typeof nothing {
  const test = outcome.is === 'not-tested' ? outcome.test : outcome;
  if (test.is !== 'failed') return nothing;
  const fix = fixes[test.code] ?? today.explain(test.code);
  return html`<p>${withUnbrokenNumbers(fix)}</p>
    ${test.moneyOpen ? html`<p class="alert">${cabinet.devices.moneyOpen}</p>` : nothing}`;
}

function stateLines(row: DeviceRow, words: MaintenanceWords): readonly string[] {
  const { cabinet, states, fixes, today } = words;
  const { devices } = cabinet;
  const { state, trouble, degraded, newcomer, last, troubles, uses, tested } = row;
  return [
    ...(state === null ? [] : [states[state]]),
    ...(trouble === null ? [] : [`${trouble}: ${fixes[trouble] ?? today.explain(trouble)}`]),
    ...(degraded === null ? [] : [devices.degraded[degraded]]),
    ...(newcomer === null ? [] : [devices.newcomer(newcomer)]),
    ...(tested === null ? [] : [testedWord(tested, words)]),
    ...(uses === 0 ? [] : [devices.used(uses)]),
    ...(troubles === 0 ? [] : [devices.troubles(troubles)]),
    ...(last === null || trouble !== null
      ? []
      : [devices.last(last.code, last.at === null ? '' : `, ${plainMoment(last.at)}`)]),
  ];
}

function testedWord(outcome: DeviceTestOutcome, { cabinet: { devices } }: MaintenanceWords): string {
  if (outcome.is === 'failed') return devices.failed(outcome.code);
  return outcome.is === 'passed' ? devices.passed : devices.stopped;
}

export const drawDeviceTest: PageDrawer<'device-test'> = (page, drawing) => {
  const { part: id, letsIn, step, question } = page;
  const { words, send } = drawing;
  const { devices } = words.cabinet;
  const isTone = question?.about === 'tone';
  const name = partName(letsIn ?? id, words);
  const answers = html`<button type="button" class="button" @click=${send({ do: 'answer', value: 'no' })}>${words.no}</button>
    <button type="button" class="button primary" @click=${send({ do: 'answer', value: 'yes' })}>${words.yes}</button>`;
  return {
    body: html`<p class="quiet">${letsIn === null ? devices.testOf(name) : devices.letInOf(name)}</p>
      <h2 tabindex="-1" aria-live="polite">${withUnbrokenNumbers(saidIn(page, drawing))}</h2>
      <div class="picture">${partPicture(page, drawing)}</div>
      ${isTone ? html`<button type="button" class="button" @click=${playTestTone}>${devices.playAgain}</button>` : nothing}`,
    bar: html`<button type="button" class="button" ?disabled=${step === 'stopping' || step === 'writing'} @click=${send({ do: 'back' })}>
        ${devices.stop}
      </button>
      ${question === null ? nothing : answers}`,
  };
};

function saidIn({ step, stage, question }: DeviceTestPage, { words, language }: PageDrawingContext): string {
  const { devices } = words.cabinet;
  if (step !== 'testing') return devices.steps[step];
  if (question?.about === 'light') return devices.light(devices.lightNames[question.light]);
  if (question) return devices.questions[question.about];
  if (stage === null) return devices.steps.testing;
  if (stage.at === 'terminal') return devices.asks[stage.asks];
  if (stage.at === 'take-note') return devices.takeNote(moneyText(stage.value, language));
  if (stage.at === 'press-keys')
    return stage.came.length === 0 || stage.missing.length === 0
      ? devices.press
      : devices.missing(stage.missing.map((key) => devices.keys[key]).join(', '));
  return devices.stages[stage.at];
}
