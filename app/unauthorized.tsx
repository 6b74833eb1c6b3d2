import { Unauthorized } from "@/components/layout/dead-ends";

export default function UnauthorizedPage() {
  return <Unauthorized alone />;
}
