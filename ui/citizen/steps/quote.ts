import { html, nothing } from 'lit';
import { facts } from '../../design/facts.ts';
import { icon } from '../../design/icon.ts';
import { backButton, primaryButton } from '../buttons.ts';
import { handedOver, waiting } from '../screen-waiting.ts';
import { VisitScreen } from '../visit-screen.ts';
import { waitFor } from '../waits.ts';

/** The back office is asked what it costs; where it does not answer, it can be asked again. */
export class ScreenQuoting extends VisitScreen<'quoting'> {
  static override styles = [VisitScreen.styles, waiting];

  protected override render() {
    const { screen, words } = this;
    const { common, quoting } = words;
    const { trouble } = screen;
    return html`<k-page .up=${common.scrollUp} .down=${common.scrollDown}>
      <div slot="head">
        <h1 tabindex="-1">${trouble === null ? quoting.title : quoting.unanswered.title}</h1>
        <p class="lead">${trouble === null ? quoting.lead : quoting.unanswered.lead}</p>
        ${trouble === null ? waitFor('quoting', words) : nothing}
      </div>
      ${handedOver('hand-coins')}
      <div class="stack">
        ${trouble === null ? nothing : html`<p class="note strong">${icon('triangle-alert')}<span>${words.troubles[trouble].body}</span></p>`}
        ${facts([{ label: common.service, value: screen.service }])}
      </div>
      ${backButton(words, this.sends({ do: 'back' }))}
      ${trouble === null ? nothing : primaryButton(common.retry, this.sends({ do: 'retry' }))}
    </k-page>`;
  }
}

customElements.define('screen-quoting', ScreenQuoting);
