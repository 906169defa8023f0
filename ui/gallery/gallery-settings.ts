import { html, type TemplateResult } from 'lit';
import { COLOUR_SETS, TEXT_SIZES } from '../../device/words/display.ts';
import { LANGUAGES } from '../../device/words/language.ts';
import type { GalleryAddress } from './address.ts';
import { PANELS } from './panels.ts';

/** Controls for language, panel and display settings; each change is a new address. */
export function gallerySettings(
  address: GalleryAddress,
  go: (change: Partial<GalleryAddress>) => void,
): TemplateResult {
  const { display, simulated } = address;
  return html`<fieldset>
      <legend>Language</legend>
      ${LANGUAGES.map(
        ({ code, name }) => html`<label
          ><input
            type="radio"
            name="language"
            .checked=${code === address.language}
            @change=${() => go({ language: code })}
          /><span lang=${code}>${name}</span></label
        >`,
      )}
    </fieldset>
    <label
      >Panel
      <select @change=${(event: Event) => go({ panel: chosenIn(event) })}>
        ${PANELS.map(({ id, title }) => html`<option value=${id} ?selected=${id === address.panel}>${title}</option>`)}
      </select></label
    >
    <label
      >Text
      <select
        @change=${(event: Event) =>
          go({ display: { ...display, text: TEXT_SIZES.find((size) => String(size) === chosenIn(event)) ?? 100 } })}
      >
        ${TEXT_SIZES.map((size) => html`<option value=${size} ?selected=${size === display.text}>${size} %</option>`)}
      </select></label
    >
    <label
      >Colours
      <select
        @change=${(event: Event) =>
          go({ display: { ...display, colours: COLOUR_SETS.find((set) => set === chosenIn(event)) ?? 'light' } })}
      >
        ${COLOUR_SETS.map((set) => html`<option value=${set} ?selected=${set === display.colours}>${set}</option>`)}
      </select></label
    >
    ${box('Lower screen', display.lower, (lower) => go({ display: { ...display, lower } }))}
    ${box('Easy words', display.easyWords, (easyWords) => go({ display: { ...display, easyWords } }))}
    ${box('Simulated', simulated, (on) => go({ simulated: on }))}`;
}

const chosenIn = ({ target }: Event): string => (target as HTMLSelectElement).value;

function box(label: string, on: boolean, change: (on: boolean) => void): TemplateResult {
  return html`<label
    ><input
      type="checkbox"
      .checked=${on}
      @change=${({ target }: Event) => change((target as HTMLInputElement).checked)}
    />${label}</label
  >`;
}
