import { html, nothing } from 'lit';
import type {
  DeviceStateAndTrouble,
  PaperRollForecast,
  SoftwareAndCertificateAges,
  TodayPage,
} from '../../../device/screen/maintenance.ts';
import { icon } from '../../design/icon.ts';
import { money } from '../../design/money.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import type { PageDrawer } from './page-parts.ts';
import type { MaintenanceWords } from './words/az.ts';

const LITTLE = 0.2;

export const drawToday: PageDrawer<'today'> = (
  { jobs, figures, paper, devices, troubles, away, version, ages },
  { words, language, send },
) => {
  const { today } = words;
  return {
    heading: html`<div>
      <h2 tabindex="-1">${words.tabs.today}</h2>
      <p class="quiet">${figures.since === null ? today.sinceStart : today.since(figures.since.replace('T', ' '))}</p>
    </div>`,
    body: html`<h3 class="only-spoken">${today.now}</h3>
      <div class="jobs">
        ${jobs.map(
          ({ value, name, minutes, isUrgent }, nth) => html`<div class="card job">
            <div>
              <h3>${words.jobs[name].title}</h3>
              <p class="quiet">
                ${today.minutes(minutes)} ${isUrgent ? html`· <span class="urgent">${words.jobs[name].urgent}</span>` : nothing}
              </p>
            </div>
            <button
              type="button"
              class="button ${nth === 0 ? 'primary' : ''}"
              @click=${send({ do: 'answer', value })}
            >
              ${words.jobs[name].show}
            </button>
          </div>`,
        )}
      </div>
      <dl class="card figures">
        <div><dt>${today.completed}</dt><dd>${figures.completed} / ${figures.lodged}</dd></div>
        <div><dt>${today.cash}</dt><dd>${money(figures.cash, language)}</dd></div>
        <div><dt>${today.card}</dt><dd>${money(figures.card, language)}</dd></div>
        <div><dt>${today.unsettled}</dt><dd>${figures.open}</dd></div>
      </dl>
      <div class="parts">
        ${paper === null ? nothing : stock(today.paper, paper, words)}
        ${incidents(troubles, away, words)}
      </div>
      <h3>${today.devices}</h3>
      <ul class="devices">
        ${devices.map((sign) => device(sign, words))}
      </ul>
      <p class="quiet">${today.version(version)}${ageWords(ages, words)}</p>`,
  };
};

function incidents(troubles: TodayPage['troubles'], away: TodayPage['away'], words: MaintenanceWords) {
  const { today, deviceNames } = words;
  if (troubles.length + away.length === 0) return nothing;
  return html`<div class="card">
    <h3>${today.happened}</h3>
    <ul class="incidents">
      ${away.map(({ kind, count }) => html`<li><b>${today.times(count)}</b> ${today.wentAway(deviceNames[kind])}</li>`)}
      ${troubles.map(({ code, count }) => html`<li><b>${today.times(count)}</b> ${withUnbrokenNumbers(`${code}: ${fixOf(code, words)}`)}</li>`)}
    </ul>
  </div>`;
}

const fixOf = (code: string, { fixes, today }: MaintenanceWords): string => fixes[code] ?? today.explain(code);

const ageWords = ({ softwareDays, certificateDays }: SoftwareAndCertificateAges, { today }: MaintenanceWords): string =>
  [
    softwareDays === null ? '' : `, ${today.softwareAge(softwareDays)}`,
    certificateDays === null ? '' : ` · ${today.certificate(certificateDays)}`,
  ].join('');

function stock(name: string, { left, days }: PaperRollForecast, { today }: MaintenanceWords) {
  const percent = Math.round(left * 100);
  return html`<div class="card">
    <h3>${name}</h3>
    <div class="gauge" role="img" aria-label=${today.left(percent)}>
      <div class=${left < LITTLE ? 'little' : ''} style="width: ${percent}%"></div>
    </div>
    <p>${today.left(percent)}${days === null ? nothing : html`, ${today.days(days)}`}</p>
  </div>`;
}

function device({ kind, state, trouble }: DeviceStateAndTrouble, { deviceNames, states }: MaintenanceWords) {
  const isGood = state === 'online' && trouble === null;
  return html`<li class=${isGood ? 'good' : 'bad'}>
    ${icon(isGood ? 'circle-check-big' : 'triangle-alert')}
    <span>${deviceNames[kind]}: ${states[state]}${trouble === null ? nothing : html` (${withUnbrokenNumbers(trouble)})`}</span>
  </li>`;
}
