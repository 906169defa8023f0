import { FIRST_VOLUME } from '../../../device/words/sound.ts';
import { player } from '../../sound/player.ts';

export function playTestTone(): void {
  player.play('test', FIRST_VOLUME, Number.POSITIVE_INFINITY);
}

class TestTone extends HTMLElement {
  connectedCallback(): void {
    playTestTone();
  }
}

customElements.define('test-tone', TestTone);
