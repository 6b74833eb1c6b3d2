import { CopyText } from "@/components/ui/copy-text";
import { Panel } from "@/components/ui/panel";

export type ConnectGuideProps = {
  /** Where people reach the portal, without a trailing slash. */
  origin: string;
  /** Whether the reader sees anything of the administration; the examples ask for what is there for them. */
  isAdministrator: boolean;
};

const examples = (origin: string, path: string) => [
  {
    title: "PowerShell",
    about:
      "Microsoft’s own module, pointed here. Its commands for entitlement management then speak with this portal; it asks for the token of this page.",
    text: `Add-MgEnvironment -Name Latchkey -GraphEndpoint ${origin} -AzureADEndpoint https://login.microsoftonline.com
Connect-MgGraph -Environment Latchkey -AccessToken (Read-Host "Token" -AsSecureString)
Invoke-MgGraphRequest -Uri "${origin}/v1.0${path}"`,
  },
  {
    title: "JavaScript and TypeScript",
    about: "The library @microsoft/microsoft-graph-client, with the token in the environment.",
    text: `const client = Client.init({
  baseUrl: "${origin}/",
  defaultVersion: "v1.0",
  customHosts: new Set(["${new URL(origin).hostname}"]),
  authProvider: (done) => done(null, process.env.LATCHKEY_TOKEN),
});
const packages = await client.api("${path}").get();`,
  },
  {
    title: "curl",
    about: "Or any other program that can send a header.",
    text: `curl -H "Authorization: Bearer $LATCHKEY_TOKEN" \\
"${origin}/v1.0${path}"`,
  },
];

/** How scripts and programs reach the portal. */
export function ConnectGuide({ origin, isAdministrator }: ConnectGuideProps) {
  const set = "/identityGovernance/entitlementManagement/accessPackages";
  const path = isAdministrator ? set : `${set}/filterByCurrentUser(on='allowedRequestor')`;
  return (
    <Panel
      title="Connect"
      description="Scripts made for entitlement management in Microsoft Graph work here once they call this address."
    >
      <div className="flex flex-col gap-6">
        <section className="flex flex-col gap-2">
          <h3 className="text-sm font-medium">Address</h3>
          <CopyText text={`${origin}/v1.0`} about="the address" />
          <p className="text-sm leading-6 text-muted">
            The same is served under <code>/beta</code> and <code>/api/graph/v1.0</code>.{" "}
            <a href="/api/graph/openapi.json" className="text-link">
              What is served, as an OpenAPI document
            </a>
          </p>
        </section>
        {examples(origin, path).map(({ title, about, text }) => (
          <section key={title} className="flex flex-col gap-2">
            <h3 className="text-sm font-medium">{title}</h3>
            <p className="text-sm leading-6 text-muted">{about}</p>
            <CopyText text={text} about={`the example for ${title}`} />
          </section>
        ))}
        {origin.startsWith("http:") && (
          <p className="text-sm leading-6 text-muted">
            This portal is reached without encryption. Microsoft’s libraries send a token over https only; curl sends it
            here too.
          </p>
        )}
      </div>
    </Panel>
  );
}
