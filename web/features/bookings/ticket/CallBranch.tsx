import { Trans } from '@lingui/react/macro';
import type { CatalogueBranch } from '../../../platform/queries/catalogue-query.ts';
import { Icon } from '../../../ui/Icon.tsx';

export function CallBranch({ branch }: { branch: Pick<CatalogueBranch, 'phone'> }) {
  return (
    <a className="btn grow" href={`tel:${branch.phone.replaceAll(' ', '')}`}>
      <Icon name="phone" small />
      <span>
        <Trans>
          Call{' '}
          <bdi dir="ltr" className="nowrap">
            {branch.phone}
          </bdi>
        </Trans>
      </span>
    </a>
  );
}
