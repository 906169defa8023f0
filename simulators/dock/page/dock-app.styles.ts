import { css } from 'lit';

export const dockStyles = css`
  :host {
    background: none;
    border: none;
    padding: 11px 12px;
    display: grid;
    gap: 10px;
    grid-template-rows: auto 1fr;
    min-height: 100vh;
    container-type: inline-size;
  }
  .bar {
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: 12px;
    padding: 6px 13px;
    margin: 0;
    gap: 12px;
    flex-wrap: wrap;
  }
  h1 {
    font-size: 17px;
    font-weight: 720;
    margin: 0;
  }
  .badge {
    background: var(--saffron-soft);
    color: #5a3a00;
    border-radius: 99px;
    padding: 3px 10px;
    font-weight: 600;
    font-size: 12px;
  }
  .lost {
    background: var(--red-soft);
    color: #7f1020;
    font-weight: 600;
    border-radius: 99px;
    padding: 3px 10px;
    font-size: 12px;
  }
  .grow {
    flex: 1;
  }
  main {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(380px, 0.99fr) minmax(300px, 0.87fr) minmax(400px, 1.07fr);
    align-items: stretch;
    min-height: 0;
  }
  main.single {
    display: block;
  }
  main.away {
    opacity: 0.55;
  }
  .column {
    display: flex;
    flex-direction: column;
    gap: 10px;
    min-width: 0;
    min-height: 0;
  }
  printer-panel {
    flex: 1 1 0;
    min-height: 420px;
  }
  wire-panel {
    flex: 1 1 0;
    min-height: 260px;
  }
  @container (max-width: 1120px) {
    .bar .mono {
      display: none;
    }
    main {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .column:last-child {
      grid-column: 1 / -1;
    }
    wire-panel {
      height: 360px;
      flex: none;
    }
  }
  @container (max-width: 760px) {
    main {
      grid-template-columns: minmax(0, 1fr);
    }
    printer-panel {
      height: 560px;
      flex: none;
    }
  }
`;
