import { Frame } from "../frame";

export default function PortalLayout({ children }: LayoutProps<"/">) {
  return <Frame>{children}</Frame>;
}
