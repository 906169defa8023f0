import { html, LitElement, nothing } from 'lit';
import type { KioskStateForTechnician, LoggedEvent } from '../../device/screen/technician.ts';
import { plainMoney } from '../../device/words/format.ts';
import { DEFAULT_LANGUAGE, type Language } from '../../device/words/language.ts';
import { DEVICE_KIND_IDS, type DeviceKind } from '../../drivers/device-kinds.ts';
import { styles } from './technician-app.styles.ts';
import { openTechnicianSocket, type TechnicianSocket } from './technician-socket.ts';
import { TECHNICIAN_LANGUAGES, TECHNICIAN_WORDS } from './words/all.ts';
import type { TechnicianWords } from './words/az.ts';

type Closed = 'closed' | 'wrong' | 'taken-over';
type Door = 'trying' | 'shown' | 'inside' | Closed;
type TerminalClock = NonNullable<KioskStateForTechnician['terminalClock']>;
type DeviceState = NonNullable<KioskStateForTechnician['devices'][DeviceKind]>;
type Degraded = NonNullable<KioskStateForTechnician['degraded'][DeviceKind]>;
type Item = KioskStateForTechnician['owed']['open'][number];

/** Technician's page, opened by the code of `asan-kiosk technician`. Shows what the kiosk sends, stores nothing. */
export class TechnicianApp extends LitElement {
  static override properties = {
    language: { state: true },
    state: { state: true },
    lost: { state: true },
    door: { state: true },
  };
  static override styles = styles;

  declare private language: Language;
  declare private state: KioskStateForTechnician | null;
  declare private lost: boolean;
  declare private door: Door;
  #line: TechnicianSocket | null = null;

  constructor() {
    super();
    this.language = DEFAULT_LANGUAGE;
    this.state = null;
    this.lost = false;
    this.door = 'trying';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#line = openTechnicianSocket({
      onState: (state) => {
        this.state = state;
        this.lost = false;
        this.door = 'inside';
      },
      onLost: () => {
        this.lost = true;
      },
      onRefused: () => {
        this.door = this.door === 'shown' ? 'wrong' : 'closed';
        this.state = null;
      },
      onTakenOver: () => {
        this.door = 'taken-over';
        this.state = null;
      },
    });
  }

  protected override updated(): void {
    document.documentElement.lang = this.language;
    document.title = TECHNICIAN_WORDS[this.language].title;
  }

  protected override render() {
    const words = TECHNICIAN_WORDS[this.language];
    return html`<main>
      <header>
        <h1>${words.title}</h1>
        <span class="about">${this.state ? about(this.state, words) : nothing}</span>
        ${this.#languages()}
      </header>
      ${this.lost ? html`<p class="notice" role="status">${words.lost}</p>` : nothing}
      ${this.#body(words)}
    </main>`;
  }

  #languages() {
    return TECHNICIAN_LANGUAGES.map(
      (language) => html`<button
        lang=${language}
        aria-pressed=${this.language === language}
        @click=${() => {
          this.language = language;
        }}
      >
        ${language.toUpperCase()}
      </button>`,
    );
  }

  #body(words: TechnicianWords) {
    if (this.door === 'closed' || this.door === 'wrong' || this.door === 'taken-over') return this.#entry(words);
    const { state } = this;
    if (!state) return html`<p>${words.connecting}</p>`;
    return html`${state.distrust ? html`<p class="notice">${words.distrust[state.distrust]} (${state.distrust})</p>` : nothing}
      <div class="grid">
        <div class="stack">${this.#devices(state, words)} ${notes(state, words)} ${credits(state, words)}</div>
        <div class="stack owed">${this.#open(state, words)} ${log(state.log, words)}</div>
      </div>`;
  }

  #entry(words: TechnicianWords) {
    const notice = { closed: null, wrong: words.refused, 'taken-over': words.takenOver }[this.door as Closed];
    return html`${notice === null ? nothing : html`<p class="notice" role="alert">${notice}</p>`}
      <form @submit=${this.#enter}>
        <label for="code">${words.code}</label>
        <input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" required />
        <button class="primary">${words.enter}</button>
      </form>
      <p>${words.refusedHow} <code>asan-kiosk technician</code></p>`;
  }

  #enter(event: SubmitEvent): void {
    event.preventDefault();
    const code = new FormData(event.target as HTMLFormElement).get('code');
    this.door = 'shown';
    this.#line?.enter(String(code));
  }

  #devices(
    { devices: all, troubles, degraded, clock, at, terminalClock }: KioskStateForTechnician,
    words: TechnicianWords,
  ) {
    return html`<section>
      <h2>${words.devices}</h2>
      <dl>
        ${DEVICE_KIND_IDS.map((kind) => {
          const state = all[kind];
          const failing = degraded[kind];
          const code = failing?.code === troubles[kind] ? undefined : troubles[kind];
          return (
            state &&
            html`${deviceState(kind, state, code, words)} ${failing ? this.#degraded(kind, failing, words) : nothing}`
          );
        })}
        <dt>${words.clock}</dt>
        <dd class=${clock === 'unsynchronised' ? 'bad' : ''} data-test="clock">
          ${words.clockStates[clock]}${clock === 'unsynchronised' ? nothing : html`<small>${moment(at)}</small>`}
        </dd>
        ${terminalClock ? terminalTime(terminalClock, words) : nothing}
      </dl>
    </section>`;
  }

  #degraded(kind: DeviceKind, { level, code }: Degraded, words: TechnicianWords) {
    return html`<dd class="bad" data-degraded=${kind}>
      ${words.degraded[level]}<small>${code}</small>
      <button ?disabled=${this.lost} @click=${() => this.#line?.cleaned(kind)}>${words.cleaned}</button>
    </dd>`;
  }

  #open({ owed }: KioskStateForTechnician, words: TechnicianWords) {
    return html`<section>
      <div class="heading">
        <h2>${words.open} (${owed.open.length})</h2>
        <button class="primary" ?disabled=${this.lost} @click=${() => this.#line?.tryNow()}>${words.tryNow}</button>
      </div>
      ${owed.open.length === 0 ? html`<p>${words.nothingOpen}</p>` : openTable(owed.open, words)}
    </section>`;
  }
}

const about = ({ kiosk, version, simulated }: KioskStateForTechnician, words: TechnicianWords) =>
  `${words.kiosk} ${kiosk} · ${version}${simulated ? ` · ${words.simulated}` : ''}`;

function deviceState(kind: DeviceKind, state: DeviceState, code: string | undefined, words: TechnicianWords) {
  const works = state === 'online' && code === undefined;
  return html`<dt>${words.deviceNames[kind]}</dt>
    <dd class=${works ? 'good' : 'bad'} data-device=${kind}>${words.states[state]}${code === undefined ? nothing : html`<small>${code}</small>`}</dd>`;
}

/** Names both times, because either clock may be wrong. */
function terminalTime({ offMs, wholeHours, terminal, kiosk }: TerminalClock, words: TechnicianWords) {
  const off = { minutes: Math.round(offMs / 60_000), wholeHours };
  return html`<dt>${words.terminalClock}</dt>
    <dd class=${offMs === 0 ? '' : 'bad'} data-test="terminal-clock">
      ${offMs === 0 ? words.terminalClockRight : words.terminalClockOff(off)}
      <small>${words.terminalTimes({ terminal: moment(terminal), kiosk: moment(kiosk) })}</small>
    </dd>`;
}

function openTable(items: readonly Item[], words: TechnicianWords) {
  return html`<table>
    <thead>
      <tr>
        <th scope="col" class="once">${words.application}</th>
        <th scope="col" class="once">${words.age}</th>
        <th scope="col" class="once">${words.amount}</th>
        <th scope="col">${words.nextStep}</th>
      </tr>
    </thead>
    <tbody>
      ${items.map(
        (item) => html`<tr data-application=${item.applicationId} data-next=${item.next}>
          <td class="once">${item.reference ?? item.applicationId.slice(0, 8)}<small>${item.service}</small></td>
          <td class="once">${age(item.ageSeconds, words)}</td>
          <td class="once">${item.amount === 0 ? words.free : plainMoney(item.amount)}</td>
          <td>
            ${words.next[item.next]}
            ${item.attempt ? html`<small class="bad">${words.attempts(item.attempt.times, item.attempt.code)}</small>` : nothing}
          </td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function notes({ owed }: KioskStateForTechnician, words: TechnicianWords) {
  return html`<section>
    <h2>${words.notes}</h2>
    ${
      owed.notesInDoubt.length + owed.notesHeld.length === 0
        ? html`<p>${words.noNotes}</p>`
        : html`<dl>
          ${owed.notesHeld.map(
            ({ value, at }) => html`<dt>${plainMoney(value)}</dt>
              <dd>${words.noteHeld}<small>${moment(at)}</small></dd>`,
          )}
          ${owed.notesInDoubt.map(
            ({ value, why, at }) => html`<dt>${value === null ? words.noteUnknown : plainMoney(value)}</dt>
              <dd>${why}<small>${moment(at)}</small></dd>`,
          )}
        </dl>`
    }
  </section>`;
}

function credits({ owed }: KioskStateForTechnician, words: TechnicianWords) {
  return html`<section>
    <h2>${words.credits}</h2>
    ${
      owed.creditsNotPrinted.length === 0
        ? html`<p>${words.noCredits}</p>`
        : html`<dl>
          ${owed.creditsNotPrinted.map(
            ({ code, amount, at }) => html`<dt>${code}</dt>
              <dd>${plainMoney(amount)}<small>${moment(at)}</small></dd>`,
          )}
        </dl>`
    }
  </section>`;
}

function log(lines: readonly LoggedEvent[], words: TechnicianWords) {
  return html`<section>
    <h2 id="log">${words.log}</h2>
    <div class="log" tabindex="0" role="region" aria-labelledby="log">
      <table>
        <thead>
          <tr>
            <th scope="col" class="once">${words.time}</th>
            <th scope="col" class="once">${words.event}</th>
            <th scope="col">${words.fields}</th>
          </tr>
        </thead>
        <tbody>
          ${lines.map(
            (line) => html`<tr class=${line.level}>
              <td class="once">${line.clock === 'unsynchronised' ? words.clockNotSet : moment(line.at)}</td>
              <td class="once">${line.event}</td>
              <td>${line.fields}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** ISO date-time as time of the centre: UTC+4 all year, in whatever zone the browser is. */
function moment(iso: string): string {
  const local = new Date(Date.parse(iso) + 4 * 3_600_000);
  if (Number.isNaN(local.getTime())) return iso;
  const text = local.toISOString();
  return `${text.slice(8, 10)}.${text.slice(5, 7)} ${text.slice(11, 19)}`;
}

function age(seconds: number | null, { units, ageUnknown }: TechnicianWords): string {
  if (seconds === null) return ageUnknown;
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (days > 0) return `${days} ${units.d} ${hours} ${units.h}`;
  if (hours > 0) return `${hours} ${units.h} ${minutes} ${units.min}`;
  return minutes > 0 ? `${minutes} ${units.min}` : `${seconds} ${units.s}`;
}

customElements.define('technician-app', TechnicianApp);
