#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Deploys template.yaml, unchanged, to a LocalStack that is running, and leads deliveries through it.
#
#   infra/deploy-localstack.sh [STACK]
#
# Needs the AWS SAM CLI, the AWS CLI, LocalStack 4.14 on AWS_ENDPOINT_URL (http://127.0.0.1:4566) that runs Java
# functions, and what `mvn package` has built. It ends with 0 when everything came out as it says.
#
# Not proven by it, because LocalStack leaves it out: permissions (not enforced there), SnapStart (dropped), the API's
# gateway (the function is called directly), alarms and the dashboard (stored, not evaluated), log retention.
set -eu

STACK=${1:-bridge}
ROOT=$(cd "$(dirname "$0")/.." && pwd -P)
WORK=${WORK:-$(mktemp -d)}
AWS_ENDPOINT_URL=${AWS_ENDPOINT_URL:-http://127.0.0.1:4566}
AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:-test}
AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY:-test}
AWS_DEFAULT_REGION=${AWS_DEFAULT_REGION:-eu-west-1}
AWS_PAGER=
SAM_CLI_TELEMETRY=0
export AWS_ENDPOINT_URL AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_DEFAULT_REGION AWS_PAGER SAM_CLI_TELEMETRY
SNAPSHOT=2026-11-24T06:30:00Z
PATIENCE=${PATIENCE:-600}

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'deploy-localstack: %s\n' "$*" >&2; exit 1; }
run() { printf '$ %s\n' "$*" >&2; "$@"; }

output() {
  aws cloudformation describe-stacks --stack-name "$STACK" \
    --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue" --output text
}

# The first key under a prefix that the pattern fits, waited for.
await() {
  waited=0
  while :; do
    found=$(aws s3api list-objects-v2 --bucket "$BUCKET" --prefix "$1" --query 'Contents[].Key' --output text |
      tr '\t' '\n' | grep -E "$2" | head -1) || found=
    [ -n "$found" ] && [ "$found" != None ] && { printf '%s\n' "$found"; return; }
    waited=$((waited + 2))
    [ "$waited" -lt "$PATIENCE" ] || fail "nothing like $2 came under $1 within $PATIENCE s"
    sleep 2
  done
}

# A report with the status, waited for; printed.
report() {
  waited=0
  while :; do
    text=$(aws s3 cp "s3://$BUCKET/$1" - 2>/dev/null) || text=
    case $text in *"\"status\":\"$2\""*) printf '%s\n' "$text"; return ;; esac
    waited=$((waited + 2))
    [ "$waited" -lt "$PATIENCE" ] || fail "$1 did not become $2 within $PATIENCE s: $text"
    sleep 2
  done
}

# What differs from run to run: how long it took, how the snapshot time was stated, which attempt it was.
timeless() {
  sed -e 's/"seconds":{[^}]*}/"seconds":{}/g' -e 's/"snapshotTimeFrom":"[A-Z_]*"/"snapshotTimeFrom":""/' \
    -e 's/"attempt":"[^"]*"/"attempt":""/g' -e 's/^\[//' -e 's/\]$//'
}

decide() {
  run aws lambda invoke --function-name "$DECIDE" $RAW --payload "$1" "$WORK/answer.json" --query StatusCode --output text
  cat "$WORK/answer.json"
  echo
}

# Version 1 of the client takes a payload as text.
case $(aws --version 2>&1) in aws-cli/1.*) RAW= ;; *) RAW='--cli-binary-format raw-in-base64-out' ;; esac

[ -f "$ROOT/functions/handlers/target/functions.zip" ] || fail "there is no functions.zip: mvn -B -ntp package -DskipTests"

say 'Deploy'
cd "$ROOT"
aws s3 mb s3://artifacts > /dev/null 2>&1 || true
run sam deploy --stack-name "$STACK" --s3-bucket artifacts --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND \
  --no-confirm-changeset --no-progressbar --no-fail-on-empty-changeset \
  --parameter-overrides "Architecture=x86_64" "DeletionProtection=false" "EndpointUrl=$AWS_ENDPOINT_URL" > "$WORK/deploy.log" 2>&1 ||
  { tail -30 "$WORK/deploy.log" >&2; fail 'sam deploy failed'; }
tail -2 "$WORK/deploy.log"
BUCKET=$(output Bucket)
DECIDE=$(output DecideDeliveryFunction)
echo "Bucket $BUCKET"

say 'Catalogue, facilities and orders'
inventory=$ROOT/functions/local/bin/inventory
run "$inventory" generate --size 2MB --seed 7 --survivors 300 --orders 60 --stores 20 --products 2000 --out "$WORK/demo"
run aws s3 cp --only-show-errors "$WORK/demo/facilities.csv" "s3://$BUCKET/facilities/"
run aws s3 cp --only-show-errors "$WORK/demo/catalog.csv" "s3://$BUCKET/catalog/"
await reports/imports/ 'facilities-.*json'
await reports/imports/ 'catalog-.*json'
run aws s3 cp --only-show-errors "$WORK/demo/orders.jsonl" "s3://$BUCKET/orders/"
await reports/imports/ 'orders-.*json'

say 'A delivery, and the same by the runner'
run aws s3 cp --only-show-errors "$WORK/demo/delta.csv" "s3://$BUCKET/incoming/sv/delta.csv" --metadata "snapshot-time=$SNAPSHOT"
manifest=$(await manifests/ '20261124T063000Z-sv-')
id=$(basename "$manifest" .json)
report "reports/$id.json" SETTLED | tee "$WORK/deployed.json"
run "$inventory" run "$WORK/demo/delta.csv" --json --source sv --snapshot-time "$SNAPSHOT" \
  --catalog "$WORK/demo/catalog.csv" --facilities "$WORK/demo/facilities.csv" --orders "$WORK/demo/orders.jsonl" \
  --data "$WORK/data" > "$WORK/runner.json"
timeless < "$WORK/deployed.json" > "$WORK/deployed.timeless"
timeless < "$WORK/runner.json" > "$WORK/runner.timeless"
diff "$WORK/deployed.timeless" "$WORK/runner.timeless" || fail 'the reports differ'
echo 'The reports are equal, but for seconds, snapshotTimeFrom and the names of attempts.'

say 'The delivery again'
run aws s3 cp --only-show-errors "$WORK/demo/delta.csv" "s3://$BUCKET/incoming/sv/again.csv" --metadata "snapshot-time=$SNAPSHOT"
duplicate=$(await "reports/$id.duplicate-" json)
report "$duplicate" DUPLICATE

say 'A poison file'
printf '\000\000\000' > "$WORK/poison.csv"
run aws s3 cp --only-show-errors "$WORK/poison.csv" "s3://$BUCKET/incoming/sv/poison.csv" --metadata snapshot-time=2026-11-24T07:30:00Z
held=$(basename "$(await reports/20261124T073000Z-sv- json)" .json)
report "reports/$held.json" HELD
aws s3 ls --recursive "s3://$BUCKET/held/$held/"

say 'A part that cannot be imported: nobody may call ImportReset'
import=$(aws lambda list-functions --query "Functions[?contains(FunctionName,'ImportResetFunction')].FunctionName" --output text)
run aws lambda put-function-concurrency --function-name "$import" --reserved-concurrent-executions 0 --output text
head -3000 "$WORK/demo/delta.csv" > "$WORK/next.csv"
run aws s3 cp --only-show-errors "$WORK/next.csv" "s3://$BUCKET/incoming/sv/initial/next.csv" --metadata snapshot-time=2026-11-24T08:30:00Z
stuck=$(basename "$(await manifests/ '20261124T083000Z-sv-')" .json)
report "reports/$stuck.json" QUARANTINED
machine=$(output StateMachine)
execution=$(aws stepfunctions list-executions --state-machine-arn "$machine" --status-filter FAILED --query 'executions[0].executionArn' --output text)
echo "tries of ImportReset in $execution:"
aws stepfunctions get-execution-history --execution-arn "$execution" --query "length(events[?type=='LambdaFunctionScheduled' || type=='TaskScheduled'])" --output text
run aws lambda delete-function-concurrency --function-name "$import"
decide "{\"decision\":\"RETRY\",\"delivery\":\"$stuck\"}"
report "reports/$stuck.json" SETTLED

say 'A call of a till, to the function: LocalStack has the gateway only in part'
update=$(aws lambda list-functions --query "Functions[?contains(FunctionName,'UpdateInventoryFunction')].FunctionName" --output text):live
token=$(aws secretsmanager get-secret-value --secret-id "$(output ApiTokenSecret)" --query SecretString --output text |
  sed 's/.*"current" *: *"\([^"]*\)".*/\1/')
facility=$(sed -n 2p "$WORK/demo/facilities.csv" | cut -d, -f1)
upca=$(sed -n 2p "$WORK/demo/catalog.csv" | cut -d, -f1)
sed -e "s/the-token/$token/g" -e "s/NY01/$facility/" -e "s/2050000100017/$upca/" events/update-inventory.json > "$WORK/call.json"
run aws lambda invoke --function-name "$update" $RAW --payload "file://$WORK/call.json" "$WORK/answer.json" --query StatusCode --output text
cat "$WORK/answer.json"
echo
grep -q '"statusCode":200' "$WORK/answer.json" || fail 'the till was not answered 200'

say 'What did not reach its target'
for queue in FailedEventsQueue UndeliveredEventsQueue; do
  printf '%s: ' "$queue"
  aws sqs get-queue-attributes --queue-url "$(output $queue)" --attribute-names ApproximateNumberOfMessages --query Attributes.ApproximateNumberOfMessages --output text
done
say 'Everything came out as said'
