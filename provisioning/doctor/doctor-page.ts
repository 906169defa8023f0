import { GROUPS, type Group } from './check.ts';
import { CHECKS } from './checks.ts';

/** `docs/doctor.md`: every check by its group. */
export function doctorPage(): string {
  const sections = (Object.keys(GROUPS) as Group[]).map((group) => {
    const rows = CHECKS.filter((check) => check.group === group).map(
      ({ id, title, expected, onlyInstalled }) =>
        `| \`${id}\` | ${title} | ${expected} | ${onlyInstalled ? 'installed' : ''} |\n`,
    );
    return `## ${GROUPS[group]}\n\n| id | what is looked at | what it has to be | only |\n|---|---|---|---|\n${rows.join('')}`;
  });
  return `${HEAD}\n\n${CHECKS.length} checks.\n\n${sections.join('\n')}`;
}

const HEAD = `# What doctor looks at

Made from the list of the checks by \`node test/tools/make-docs.mjs\`; do not edit by hand. How to run it is in [operating.md](operating.md), the shape of
\`--json\` in [drivers/README.md](../drivers/README.md). *installed* is looked at only where the package has installed a kiosk, that is where the profile is
\`/etc/asan-kiosk/profile.yaml\`. Nothing is looked at that speaks: the page has no voice, so no sound card is needed.`;
