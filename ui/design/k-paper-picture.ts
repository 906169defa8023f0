import { css, html, LitElement, svg } from 'lit';
import { cabinetPicture } from './cabinet-picture.ts';
import { picture } from './picture.styles.ts';
import { platePicture } from './plate-picture.styles.ts';

/** Printer with a paper that comes out. `sheets`: the document printer beside the cabinet; otherwise the receipt printer. It is a decoration: the heading says the same. */
export class KPaperPicture extends LitElement {
  static override properties = { sheets: { type: Boolean } };
  declare sheets: boolean;

  constructor() {
    super();
    this.sheets = false;
  }

  static override styles = [
    picture,
    platePicture,
    css`
      .printer {
        aspect-ratio: 440 / 400;
      }
      .sheets {
        aspect-ratio: 420 / 640;
        height: 100%;
      }
      .paper {
        fill: #ffffff;
        stroke: #10222a;
        stroke-width: 6;
      }
      .print {
        fill: none;
        stroke: #7b878b;
        stroke-width: 8;
        stroke-linecap: round;
      }
      .strong {
        stroke: #0b5560;
        stroke-width: 12;
      }
      .arrow {
        stroke-width: 18;
      }
    `,
  ];

  protected override render() {
    return this.sheets
      ? html`${cabinetPicture('documents')}${documentPrinter()}`
      : html`${receiptPrinter()}${cabinetPicture('receipts')}`;
  }
}

const receiptPrinter = () => html`<svg class="printer" viewBox="0 0 440 400" aria-hidden="true">
  ${svg`<rect x="10" y="14" width="380" height="128" rx="26" fill="#10222a" />
    <circle cx="52" cy="54" r="10" fill="#57c08a" />
    <rect x="62" y="92" width="276" height="24" rx="12" fill="#000" />
    <path class="paper" d="M86 104H314V372l-23-16-22.800 16-22.800-16-22.800 16-22.800-16-22.800 16-22.800-16-22.800 16-22.800-16-22.600 16Z" />
    <path class="print strong" d="M146 150H254" />
    <path class="print" d="M118 188H218M118 216H282M118 244H196M252 188H282M252 244H282" />
    <path d="M172 274h24v24h-24zM218 274h24v24h-24zM172 318h24v24h-24zM204 300h10v10h-10zM220 318h10v10h-10zM232 330h10v10h-10z" fill="#10222a" />
    <path class="arrow" d="M384 206v92m-32-32 32 32 32-32" />`}
</svg>`;

const documentPrinter = () => html`<svg class="sheets" viewBox="450 20 460 600" aria-hidden="true">
  ${svg`<path class="paper" d="M536 172V52H800V172" />
    <path class="print" d="M576 96H720M576 126H760" />
    <rect x="462" y="164" width="412" height="200" rx="28" fill="#10222a" />
    <rect x="500" y="196" width="120" height="46" rx="10" fill="#cfe2e2" />
    <circle cx="828" cy="220" r="14" fill="#57c08a" />
    <rect x="514" y="318" width="308" height="24" rx="12" fill="#000" />
    <path class="paper" d="M540 332H796V590a8 8 0 0 1-8 8H548a8 8 0 0 1-8-8Z" />
    <path class="print strong" d="M610 382H726" />
    <path class="print" d="M576 420H760M576 450H760M576 480H700" />
    <circle cx="736" cy="540" r="32" fill="#f2a93b" />
    <path d="M722 540l10 11 20-22" fill="none" stroke="#10222a" stroke-width="7" />
    <path class="arrow" d="M848 420V520m-36-36 36 36 36-36" />`}
</svg>`;

customElements.define('k-paper-picture', KPaperPicture);
