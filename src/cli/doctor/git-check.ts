import { type History } from '#history/commits.ts';
import { git, GitError } from '#history/git.ts';
import type { Environment } from '#settings/variables.ts';
import type { Finding } from './finding.ts';
import { isHostBuild } from './variables.ts';

const UNSEEN = 'so a text that was changed after people signed it can go unnoticed';

/** Does git know the whole history, against which texts are compared, and does it have what is to be deployed? */
export async function checkGit(root: string, history: History, variables: Environment): Promise<Finding[]> {
  if (history.kind === 'none') return [withoutHistory(history.why)];
  const found: Finding = history.isShallow
    ? {
        level: isHostBuild(variables) ? 'note' : 'warning',
        what: `This clone lacks its older commits, ${UNSEEN}.`,
        mend: 'git fetch --unshallow',
      }
    : { level: 'fine', what: 'git has the whole history of the texts.' };
  return [found, ...(isHostBuild(variables) ? [] : await uncommitted(root))];
}

function withoutHistory(why: string): Finding {
  const what = `No older texts were compared, ${UNSEEN}: ${why}.`;
  if (why.includes('not installed'))
    return { level: 'warning', what, mend: 'Install it: https://git-scm.com/downloads' };
  if (why.includes('no git repository')) {
    return {
      level: 'warning',
      what,
      mend: 'Fork the project on GitHub, git clone your fork, and work there: Netlify deploys from it, too.',
    };
  }
  return { level: 'warning', what, mend: 'git log -- content shows what git says. Clone the project anew.' };
}

/** What no commit holds is deployed nowhere. */
async function uncommitted(root: string): Promise<Finding[]> {
  try {
    const status = (await git(root, ['status', '--porcelain', '--', 'content'])).toString('utf8');
    if (status.trim() === '') return [];
  } catch (error) {
    if (error instanceof GitError) return [];
    throw error;
  }
  return [
    {
      level: 'note',
      what: 'content/ here holds what is in no commit, so it is deployed nowhere yet.',
      mend: 'git add content && git commit -m "Say what changed" && git push',
    },
  ];
}
