import { Page } from '../../ui/Page.tsx';

export function CounsellorRoutes() {
  return <Page title="…">{null}</Page>;
}
