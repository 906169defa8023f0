import { html, svg, type TemplateResult } from 'lit';

export const billPicture = (): TemplateResult => html`<svg class="bill" viewBox="60 0 226 212" aria-hidden="true">
  ${svg`<path
      d="M66 10H190V204l-20.7-14-20.6 14-20.7-14-20.6 14-20.7-14L66 204Z"
      fill="#fff" stroke="#10222a" stroke-width="5" stroke-linejoin="round"
    />
    <path d="M92 46H164" stroke="#0b5560" stroke-width="9" stroke-linecap="round" />
    <path d="M92 76H130M92 102H130M92 128H130" stroke="#7b878b" stroke-width="6" stroke-linecap="round" />
    <path d="M148 76H166M148 102H166M148 128H166" stroke="#10222a" stroke-width="7" stroke-linecap="round" />
    <circle cx="222" cy="138" r="58" fill="#f2a93b" stroke="#10222a" stroke-width="5" />
    <circle cx="222" cy="138" r="45" fill="none" stroke="#b57414" stroke-width="3" />
    <path d="M196 164v-14a26 26 0 0 1 52 0v14M222 110v54" fill="none" stroke="#10222a" stroke-width="8" stroke-linecap="round" />`}
</svg>`;
