import { CHECK_GROUPS, type CheckGroup } from './check.ts';
import { CHECKS } from './checks.ts';

/** `docs/doctor.md`: all checks by group. */
export function doctorPage(): string {
  const sections = (Object.keys(CHECK_GROUPS) as CheckGroup[]).map((group) => {
    const rows = CHECKS.filter((check) => check.group === group).map(
      ({ id, title, expected, onlyInstalled }) =>
        `| \`${id}\` | ${title} | ${expected} | ${onlyInstalled ? 'installed' : ''} |\n`,
    );
    return `## ${CHECK_GROUPS[group]}\n\n| id | what is checked | expected | only |\n|---|---|---|---|\n${rows.join('')}`;
  });
  return `${HEAD}\n\n${CHECKS.length} checks.\n\n${sections.join('\n')}`;
}

const HEAD = `# What doctor looks at

Made from the list of the checks by \`node test/tools/make-docs.mjs\`. Do not edit by hand. [operating.md](operating.md) shows how to run it.
[drivers/README.md](../drivers/README.md) has the shape of \`--json\`. Checks with *installed* run only on an installed kiosk: its profile is
\`/etc/asan-kiosk/profile.yaml\`. No check covers sound, because the page has no voice and needs no sound card.`;
