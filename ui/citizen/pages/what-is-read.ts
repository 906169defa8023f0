import { css, html, nothing } from 'lit';
import { fullDateText } from '../../../device/words/format.ts';
import { explanationStyles, type FactRow, factRowsCard, withExplanation } from '../../design/facts.ts';
import { icon } from '../../design/icon.ts';
import { backButton } from '../parts/buttons.ts';
import { visitPage } from '../parts/page.ts';
import { VisitScreen } from '../parts/visit-screen.ts';

/** Page before any card: data, agency, source, purpose, storage time, contact. */
export class ScreenWhatIsRead extends VisitScreen<'whatIsRead'> {
  static override styles = [
    VisitScreen.styles,
    explanationStyles,
    css`
      .read {
        padding-top: var(--k-space-5);
      }
    `,
  ];

  protected override render() {
    const { screen, words } = this;
    const { whatIsRead } = words;
    return visitPage(
      words,
      {
        layout: 'tell',
        eyebrow: screen.service,
        title: whatIsRead.title,
        lead: whatIsRead.lead[this.#where],
        leadIs: 'optional',
      },
      html`<div slot="picture" class="read">${factRowsCard(this.#read())}</div>
      <div class="stack said">
        ${factRowsCard(this.#around())}
        ${
          screen.asOf === null
            ? nothing
            : html`<p class="note">${icon('info')}<span>${whatIsRead.asOf(fullDateText(screen.asOf, words.language))}</span></p>`
        }
      </div>
      ${backButton(words, this.sends({ do: 'back' }))}`,
    );
  }

  get #where(): 'here' | 'window' {
    return this.screen.documents.length > 0 ? 'here' : 'window';
  }

  #read(): readonly (FactRow | null)[] {
    const { documents, phone, registers } = this.screen;
    const { whatIsRead } = this.words;
    const said = documents.map((each) => whatIsRead.documents[each]).join(' · ');
    return [
      documents.length === 0
        ? null
        : { icon: 'id-card', label: whatIsRead.card, value: twice({ what: said, says: whatIsRead.fields }) },
      ...registers.map(
        ({ title, holder, reads }): FactRow => ({
          icon: 'landmark',
          label: whatIsRead.office[this.#where],
          value: twice({ what: title, says: `${reads}. ${holder}.` }),
        }),
      ),
      phone ? { icon: 'smartphone', label: whatIsRead.office.here, value: twice(whatIsRead.phone) } : null,
    ];
  }

  #around(): readonly (FactRow | null)[] {
    const { screen } = this;
    const { asked, why, paper, kept, ask } = this.words.whatIsRead;
    const where = this.#where;
    const about = where === 'here' ? paper[screen.paper] : null;
    return [
      where === 'window' || screen.asked.length === 0
        ? null
        : { icon: 'pencil', label: asked, value: screen.asked.join(' · ') },
      { icon: 'info', label: why.label, value: twice(why[where]) },
      about && { icon: 'receipt-text', label: paper.label, value: twice(about) },
      { icon: 'clock', label: kept.label, value: twice(kept[where]) },
      { icon: 'user', label: ask.label, value: twice({ what: ask.what, says: ask.says(screen.agency) }) },
    ];
  }
}

const twice = ({ what, says }: { readonly what: string; readonly says: string }) => withExplanation(what, says);

customElements.define('screen-what-is-read', ScreenWhatIsRead);
