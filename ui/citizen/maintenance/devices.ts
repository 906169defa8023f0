import { html, nothing, type TemplateResult } from 'lit';
import type { DeviceRow, DevicesPage, DeviceTestPage, TestOutcome } from '../../../device/screen/maintenance.ts';
import { moneyText, plainMoment } from '../../../device/words/format.ts';
import { icon } from '../../design/icon.ts';
import { withoutBreaks } from '../../design/unbroken.ts';
import type { Drawing, PageDrawer } from './page-parts.ts';
import { partPicture } from './part-picture.ts';
import { playTone } from './tone.ts';
import type { MaintenanceWords } from './words/az.ts';

/** Name of a part of the cabinet. */
export const partName = (id: DeviceRow['id'], { deviceNames, cabinet }: MaintenanceWords): string =>
  id === 'lights' || id === 'sound' ? cabinet[id] : deviceNames[id];

export const drawDevices: PageDrawer<'devices'> = ({ rows, result, trouble }, drawing) => {
  const { words, send } = drawing;
  const { devices, machine } = words.cabinet;
  return {
    body: html`<h2 tabindex="-1">${words.tabs.devices}</h2>
      ${trouble === null ? nothing : html`<p class="alert" role="alert">${machine.refused[trouble]}</p>`}
      ${
        result === null
          ? nothing
          : html`<div class="card result" role="status">
              <p>${icon(isGood(result) ? 'circle-check-big' : 'triangle-alert')} <b>${resultTitle(result, words)}</b></p>
              ${resultLead(result, words)}
              <button type="button" class="button" @click=${send({ do: 'back' })}>${devices.close}</button>
            </div>`
      }
      <ul class="parts">
        ${rows.map((row) => part(row, drawing))}
      </ul>`,
  };
};

type Result = NonNullable<DevicesPage['result']>;

const isGood = ({ outcome }: Result): boolean => outcome.is === 'passed' || outcome.is === 'kept';

function resultTitle({ of, ...its }: Result, words: MaintenanceWords): string {
  const { devices, machine } = words.cabinet;
  const name = partName('part' in its ? its.part : its.kind, words);
  const { outcome } = its;
  const said =
    outcome.is === 'kept'
      ? devices.kept
      : outcome.is === 'refused'
        ? machine.refused[outcome.code]
        : testWords(outcome.is === 'not-tested' ? outcome.test : outcome, words);
  return `${name}: ${said}`;
}

const testWords = (outcome: TestOutcome, { cabinet: { devices } }: MaintenanceWords): string => {
  if (outcome.is === 'passed') return `${devices.passed}: ${devices.findings[outcome.found.saw]}`;
  return outcome.is === 'failed' ? devices.failed(outcome.code) : devices.stopped;
};

/** What to do after a failed test. */
function resultLead({ outcome }: Result, { cabinet, fixes, today }: MaintenanceWords): TemplateResult | typeof nothing {
  const test = outcome.is === 'not-tested' ? outcome.test : outcome;
  if (test.is !== 'failed') return nothing;
  const fix = fixes[test.code] ?? today.explain(test.code);
  return html`<p>${withoutBreaks(fix)}</p>
    ${test.moneyOpen ? html`<p class="alert">${cabinet.devices.moneyOpen}</p>` : nothing}`;
}

function part(row: DeviceRow, { words, send }: Drawing): TemplateResult {
  const { devices } = words.cabinet;
  const { id, state, trouble, degraded, newcomer, canTest, tested } = row;
  const isWell = (state === null || state === 'online') && trouble === null && degraded === null;
  const button = (what: string, label: string, isPrimary = false) =>
    html`<button
      type="button"
      class="button ${isPrimary ? 'primary' : ''}"
      aria-label=${`${label}: ${partName(id, words)}`}
      @click=${send({ do: 'answer', value: `${what}:${id}` })}
    >
      ${label}
    </button>`;
  return html`<li class=${isWell ? 'good' : 'bad'}>
    ${icon(tested?.is === 'passed' || isWell ? 'circle-check-big' : 'triangle-alert')}
    <div>
      <h3>${partName(id, words)}</h3>
      <p class="quiet">${withoutBreaks(stateWords(row, words))}</p>
    </div>
    <div class="acts">
      ${newcomer === null ? nothing : button('let-in', devices.letIn, true)}
      ${degraded === null ? nothing : button('cleaned', devices.cleaned)}
      ${canTest ? button('test', devices.test) : nothing}
    </div>
  </li>`;
}

function stateWords(row: DeviceRow, words: MaintenanceWords): string {
  const { cabinet, states, fixes, today } = words;
  const { devices } = cabinet;
  const { state, trouble, degraded, newcomer, last, troubles, uses, tested } = row;
  return [
    ...(state === null ? [] : [states[state]]),
    ...(trouble === null ? [] : [`${trouble}: ${fixes[trouble] ?? today.explain(trouble)}`]),
    ...(degraded === null ? [] : [devices.degraded[degraded]]),
    ...(newcomer === null ? [] : [devices.newcomer(newcomer)]),
    ...(tested === null ? [] : [tested.is === 'failed' ? devices.failed(tested.code) : testedWord(tested, words)]),
    ...(state === null ? [] : [devices.used(uses)]),
    ...(troubles === 0 ? [] : [devices.troubles(troubles)]),
    ...(last === null || trouble !== null
      ? []
      : [devices.last(last.code, last.at === null ? '' : `, ${plainMoment(last.at)}`)]),
  ].join(' · ');
}

const testedWord = ({ is }: TestOutcome, { cabinet: { devices } }: MaintenanceWords): string =>
  is === 'passed' ? devices.passed : devices.stopped;

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
      <h2 tabindex="-1" role="status">${withoutBreaks(saidIn(page, drawing))}</h2>
      <div class="picture">${partPicture(page, drawing)}</div>
      ${isTone ? html`<button type="button" class="button" @click=${playTone}>${devices.playAgain}</button>` : nothing}`,
    bar: html`<button type="button" class="button" ?disabled=${step === 'stopping' || step === 'writing'} @click=${send({ do: 'back' })}>
        ${devices.stop}
      </button>
      ${question === null ? nothing : answers}`,
  };
};

function saidIn({ step, stage, question }: DeviceTestPage, { words, language }: Drawing): string {
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
