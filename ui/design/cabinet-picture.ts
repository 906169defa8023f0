import { html, svg, type TemplateResult } from 'lit';

/** Place of each part in the picture of the cabinet: left, top, width, height. */
const PARTS = {
  reader: [68, 254, 52, 36],
  terminal: [136, 250, 42, 62],
  validator: [68, 304, 52, 28],
  receipts: [68, 346, 110, 20],
  documents: [214, 240, 80, 80],
} as const;

export type CabinetPart = keyof typeof PARTS;

/** Picture of the cabinet from the front. The marked part is filled and framed in saffron. It is a decoration: the page names the place, too. */
export function cabinetPicture(marked: CabinetPart): TemplateResult {
  const [x, y, width, height] = PARTS[marked];
  const fill = (part: CabinetPart) => (part === marked ? '#f2a93b' : '#10222a');
  return html`<svg class="cabinet" viewBox="40 0 262 414" aria-hidden="true">
    ${svg`<path d="M72 398h110v12H72z" fill="#c9c1b1" />
      <rect x="52" y="10" width="150" height="392" rx="16" fill="#fff" stroke="#10222a" stroke-width="5" />
      <rect x="68" y="28" width="118" height="206" rx="8" fill="#0b5560" />
      <path d="M84 58H140M84 76H164" stroke="#fff" stroke-width="6" opacity=".8" />
      <path d="M84 98h86v24H84zM84 130h86v24H84z" fill="#fff" opacity=".22" />
      <rect x="84" y="194" width="86" height="24" rx="6" fill="#f2a93b" opacity=".9" />
      <rect x="68" y="254" width="52" height="36" rx="6" fill=${fill('reader')} />
      <path d="M76 272H112" stroke="#fff" stroke-width="4" />
      <rect x="136" y="250" width="42" height="62" rx="7" fill=${fill('terminal')} />
      <rect x="143" y="257" width="28" height="18" rx="3" fill="#cfe2e2" />
      <rect x="68" y="304" width="52" height="28" rx="6" fill=${fill('validator')} />
      <path d="M76 318H112" stroke=${marked === 'validator' ? '#10222a' : '#57c08a'} stroke-width="4" />
      <rect x="68" y="346" width="110" height="20" rx="6" fill=${fill('receipts')} />
      <path d="M78 356H168" stroke="#fff" stroke-width="3" opacity=".7" />
      <rect x="216" y="262" width="76" height="54" rx="8" fill=${marked === 'documents' ? '#f2a93b' : '#fff'} stroke="#10222a" stroke-width="5" />
      <path d="M228 262V244H280V262M228 298H280M222 318V402M286 318V402" fill="none" stroke="#10222a" stroke-width="5" />
      <rect x=${x - 9} y=${y - 9} width=${width + 18} height=${height + 18} rx="15" fill="none" stroke="#f2a93b" stroke-width="8" />`}
  </svg>`;
}
