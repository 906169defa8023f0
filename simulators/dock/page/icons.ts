import { html, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import activity from 'lucide-static/icons/activity.svg?raw';
import note from 'lucide-static/icons/banknote.svg?raw';
import first from 'lucide-static/icons/chevron-first.svg?raw';
import last from 'lucide-static/icons/chevron-last.svg?raw';
import back from 'lucide-static/icons/chevron-left.svg?raw';
import forward from 'lucide-static/icons/chevron-right.svg?raw';
import card from 'lucide-static/icons/credit-card.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import external from 'lucide-static/icons/external-link.svg?raw';
import open from 'lucide-static/icons/folder-open.svg?raw';
import keys from 'lucide-static/icons/gamepad-2.svg?raw';
import heal from 'lucide-static/icons/heart-pulse.svg?raw';
import badge from 'lucide-static/icons/id-card-lanyard.svg?raw';
import pause from 'lucide-static/icons/pause.svg?raw';
import play from 'lucide-static/icons/play.svg?raw';
import printer from 'lucide-static/icons/printer.svg?raw';
import code from 'lucide-static/icons/qr-code.svg?raw';
import reader from 'lucide-static/icons/scan-line.svg?raw';
import office from 'lucide-static/icons/server.svg?raw';
import phone from 'lucide-static/icons/smartphone.svg?raw';
import machine from 'lucide-static/icons/workflow.svg?raw';

const ICONS = {
  activity,
  back,
  badge,
  card,
  code,
  download,
  external,
  first,
  forward,
  heal,
  keys,
  last,
  machine,
  note,
  office,
  open,
  pause,
  phone,
  play,
  printer,
  reader,
};

/** For a picture beside words that say the same: hidden from screen readers. */
export function icon(name: keyof typeof ICONS): TemplateResult {
  return html`<span class="icon" aria-hidden="true">${unsafeSVG(ICONS[name])}</span>`;
}
