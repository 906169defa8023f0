import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import '../../design/k-page.ts';
import type { Layout, Trait } from '../../design/k-page.ts';
import type { WordsIn } from '../../words/words.ts';

type Part = string | TemplateResult | typeof nothing | null;

/** What stands over the content of every page. */
interface Heading {
  readonly layout: Layout;
  /** In what this page differs from others of its layout. */
  readonly traits?: readonly Trait[];
  readonly eyebrow?: Part;
  readonly tone?: 'alarm' | 'calm' | 'count' | null;
  readonly title: Part;
  /** A field or group below can refer to the heading as `question` (`aria-labelledby`), and to the lead as `hint` (`aria-describedby`). */
  readonly isQuestion?: boolean;
  /** Between heading and lead: the number that the citizen keeps. */
  readonly number?: Part;
  readonly lead?: Part;
  /** How early the lead goes if there is no room. */
  readonly leadIs?: 'spare' | 'optional' | null;
  /** Below the lead. */
  readonly head?: unknown;
  /** A change of the heading is read out. */
  readonly isLive?: boolean;
  /** What stands beside the heading, with the class of both. */
  readonly beside?: { readonly class: string; readonly before?: Part; readonly after?: Part };
}

/**
 * A page of a visit: its heading, and `content` for the other slots of `k-page`. Another `content` is another page for keyboard and screen
 * reader, so it is drawn anew. Needs the styles of `parts`.
 */
export function page({ common }: WordsIn<never>, heading: Heading, content: TemplateResult): TemplateResult {
  const { layout, traits = [], isLive = false, beside } = heading;
  return html`${keyed(
    content.strings,
    html`<k-page layout=${layout} traits=${traits.join(' ') || nothing} .up=${common.scrollUp} .down=${common.scrollDown}>
      <div slot="head" class=${beside?.class ?? nothing} aria-live=${isLive ? 'polite' : nothing}>
        ${beside ? html`${beside.before}<div>${wordsOf(heading)}</div>${beside.after}` : wordsOf(heading)} ${heading.head}
      </div>
      ${content}
    </k-page>`,
  )}`;
}

function wordsOf({
  eyebrow = null,
  tone,
  title,
  isQuestion = false,
  number,
  lead = null,
  leadIs,
}: Heading): TemplateResult {
  return html`${eyebrow === null ? nothing : html`<p class="eyebrow ${tone ?? ''}">${eyebrow}</p>`}
    <h1 id=${isQuestion ? 'question' : nothing} tabindex="-1">${title}</h1>
    ${number} ${lead === null ? nothing : html`<p class="lead ${leadIs ?? ''}" id=${isQuestion ? 'hint' : nothing}>${lead}</p>`}`;
}
