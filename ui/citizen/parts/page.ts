import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import '../../design/k-page.ts';
import type { PageLayout, PageTrait } from '../../design/k-page.ts';
import type { WordsOfSections } from '../../words/words.ts';

type Part = string | TemplateResult | typeof nothing | null;

interface Heading {
  readonly layout: PageLayout;
  readonly traits?: readonly PageTrait[];
  readonly eyebrow?: Part;
  readonly tone?: 'alarm' | 'calm' | 'count' | null;
  readonly title: Part;
  /** Fields and groups can refer to the heading as `question` (`aria-labelledby`), to the lead as `hint` (`aria-describedby`). */
  readonly isQuestion?: boolean;
  /** `id` of an element that is read out with the heading. */
  readonly describedBy?: string | null;
  readonly number?: Part;
  readonly lead?: Part;
  /** If room is short, `optional` leads are hidden first, then `spare` leads. Absent: the lead stays. */
  readonly leadIs?: 'spare' | 'optional' | null;
  readonly head?: unknown;
  /** Whether a screen reader reads each change of the heading. */
  readonly isLive?: boolean;
  readonly beside?: { readonly class: string; readonly before?: Part; readonly after?: Part };
}

/**
 * Draws a page of a visit. `content` fills the other slots of `k-page`. If the template of `content` changes, the whole page is drawn
 * again, so focus and screen reader start at its heading. The page needs the styles of `parts`.
 */
export function visitPage(
  { common }: WordsOfSections<never>,
  heading: Heading,
  content: TemplateResult,
): TemplateResult {
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
  describedBy = null,
  number,
  lead = null,
  leadIs,
}: Heading): TemplateResult {
  return html`${eyebrow === null ? nothing : html`<p class="eyebrow ${tone ?? ''}">${eyebrow}</p>`}
    <h1 id=${isQuestion ? 'question' : nothing} aria-describedby=${describedBy ?? nothing} tabindex="-1">${title}</h1>
    ${number} ${lead === null ? nothing : html`<p class="lead ${leadIs ?? ''}" id=${isQuestion ? 'hint' : nothing}>${lead}</p>`}`;
}
