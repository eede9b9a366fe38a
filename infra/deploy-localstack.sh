#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Deploys template.yaml, unchanged, to a running LocalStack and processes deliveries with it.
#
#   infra/deploy-localstack.sh [STACK]
#
# Needs the AWS SAM CLI, the AWS CLI, curl, LocalStack 4.14 on AWS_ENDPOINT_URL (http://127.0.0.1:4566) that runs Java
# functions, and the output of `mvn package`. The exit code is 0 if all results are as expected; infra/deploy-localstack.txt
# is the output of its last run. The script starts the local runner's fake shop, which functions must reach at SHOP
# (http://127.0.0.1:18100).
#
# Not tested, because LocalStack does not support it: permissions (not enforced), SnapStart (dropped), the API's gateway
# (the function is called directly), metrics of AWS and of functions' logs (so no alarm fires by itself), the dashboard
# (missing), log retention.
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
SHOP=${SHOP:-http://127.0.0.1:18100}
SNAPSHOT=2026-11-24T06:30:00Z
PATIENCE=${PATIENCE:-600}

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'deploy-localstack: %s\n' "$*" >&2; exit 1; }
run() { printf '$ %s\n' "$*" >&2; "$@"; }

output() {
  aws cloudformation describe-stacks --stack-name "$STACK" \
    --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue" --output text
}

# Version 1 of the client calls AWS itself for queues unless the endpoint is given as an option.
queues() { aws sqs "$@" --endpoint-url "$AWS_ENDPOINT_URL"; }

# Waits for a key under a prefix that matches the pattern, and prints it.
await() {
  waited=0
  while :; do
    found=$(aws s3api list-objects-v2 --bucket "$BUCKET" --prefix "$1" --query 'Contents[].Key' --output text |
      tr '\t' '\n' | grep -E "$2" | head -1) || found=
    [ -n "$found" ] && [ "$found" != None ] && { printf '%s\n' "$found"; return; }
    waited=$((waited + 2))
    [ "$waited" -lt "$PATIENCE" ] || fail "no key like $2 under $1 within $PATIENCE s"
    sleep 2
  done
}

# Waits for a report with this status, or with this value in another field, and prints it.
report() {
  waited=0
  while :; do
    text=$(aws s3 cp "s3://$BUCKET/$1" - 2>/dev/null) || text=
    case $text in *"\"${3:-status}\":\"$2\""*) printf '%s\n' "$text"; return ;; esac
    waited=$((waited + 2))
    [ "$waited" -lt "$PATIENCE" ] || fail "$1 did not become $2 within $PATIENCE s: $text"
    sleep 2
  done
}

# Waits for a notice that contains the words, and prints the newest one.
heard() {
  waited=0
  while :; do
    queues receive-message --queue-url "$LISTENER" --max-number-of-messages 10 --wait-time-seconds 2 \
      --query 'Messages[].[ReceiptHandle,Body]' --output text | grep -v '^None' > "$WORK/received" || true
    while IFS="$(printf '\t')" read -r handle body; do
      printf '%s\n' "$body" >> "$WORK/heard"
      queues delete-message --queue-url "$LISTENER" --receipt-handle "$handle"
    done < "$WORK/received"
    told=$(grep -F "$1" "$WORK/heard" | tail -1) || told=
    [ -z "$told" ] || break
    waited=$((waited + 2))
    [ "$waited" -lt "$PATIENCE" ] || fail "no notice about $1 arrived within $PATIENCE s"
  done
  printf '%s\n' "$told" | sed -e 's/.*"Message": *"\(.*\)", *"Timestamp".*/\1/' -e 's/\\n/\
/g' -e 's/\\"/"/g'
}

# Waits for a page and prints its key, its size and its heading.
page() {
  key=$(await "$1" "^$1\$")
  aws s3 cp "s3://$BUCKET/$key" "$WORK/page.html" --only-show-errors
  printf '%s, %s bytes: %s\n' "$key" "$(($(wc -c < "$WORK/page.html")))" \
    "$(tr '\n' ' ' < "$WORK/page.html" | sed -e 's/.*<h1[^>]*>\([^<]*\)<\/h1>.*/\1/')"
}

# Removes the fields that differ from run to run: duration, source of the snapshot time, attempt.
timeless() {
  sed -e 's/"seconds":{[^}]*}/"seconds":{}/g' -e 's/"snapshotTimeFrom":"[A-Z_]*"/"snapshotTimeFrom":""/' \
    -e 's/"attempt":"[^"]*"/"attempt":""/g' -e 's/^\[//' -e 's/\]$//'
}

# The name of a function of the stack, by its logical id.
function_of() {
  aws cloudformation describe-stack-resource --stack-name "$STACK" --logical-resource-id "$1Function" \
    --query StackResourceDetail.PhysicalResourceId --output text
}

# Waits for a function's log lines about a delivery, selected by their fields, and prints them.
logged() {
  waited=0
  while :; do
    aws logs filter-log-events --log-group-name "/aws/lambda/$(function_of "$1")" --query 'events[].message' --output text |
      tr '\t' '\n' | grep -F "\"delivery\":\"$2\"" > "$WORK/logged" && break
    waited=$((waited + 2))
    [ "$waited" -lt "$PATIENCE" ] || fail "$1 logged nothing about $2 within $PATIENCE s"
    sleep 2
  done
  awk -v name="$1" '
    function field(of) {
      return match($0, "\"" of "\":\"[^\"]*\"") ? substr($0, RSTART + length(of) + 4, RLENGTH - length(of) - 5) : "-"
    }
    { printf "%-16s%s %s, part %s, run %s, request %s\n", name, field("level"), field("event"), field("part"), field("run"), field("function_request_id") }
  ' "$WORK/logged"
}

# Calls the alias of a function and prints its answer.
invoke() {
  run aws lambda invoke --function-name "$(function_of "$1"):live" $RAW --payload "$2" "$WORK/answer.json" --query StatusCode --output text
  cat "$WORK/answer.json"
  echo
}

# Version 1 of the client takes a payload as text.
case $(aws --version 2>&1) in aws-cli/1.*) RAW= ;; *) RAW='--cli-binary-format raw-in-base64-out' ;; esac

[ -f "$ROOT/functions/handlers/target/functions.zip" ] || fail "there is no functions.zip: mvn -B -ntp package -DskipTests"

cd "$ROOT"
inventory=functions/local/bin/inventory
say "$(date -u +%Y-%m-%dT%H:%MZ), $(sam --version), $(aws --version 2>&1 | cut -d' ' -f1), LocalStack $(curl -sS "$AWS_ENDPOINT_URL/_localstack/health" |
  sed 's/.*"version": *"\([^"]*\)".*/\1/')"

say 'Master data, orders and a delivery are generated; the fake shop offers the catalogue'
run "$inventory" generate --size 1MB --seed 7 --survivors 100 --orders 30 --stores 10 --products 500 --out "$WORK/demo"
run "$inventory" import --catalog "$WORK/demo/catalog.csv" --facilities "$WORK/demo/facilities.csv" --data "$WORK/shop"
"$inventory" serve --data "$WORK/shop" --shop-port "${SHOP##*:}" > "$WORK/shop.json" 2> "$WORK/shop.log" &
SHOP_PID=$!
trap 'kill $SHOP_PID 2>/dev/null || true' EXIT
while ! [ -s "$WORK/shop.json" ]; do
  kill -0 $SHOP_PID 2>/dev/null || fail "the fake shop did not start: $(cat "$WORK/shop.log")"
  sleep 1
done
SHOP_TOKEN=$(sed 's/.*"shop":{[^}]*"accessToken":"\([^"]*\)".*/\1/' "$WORK/shop.json")

say 'Deploy'
aws s3 mb s3://artifacts > /dev/null 2>&1 || true
run sam deploy --stack-name "$STACK" --s3-bucket artifacts --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND \
  --no-confirm-changeset --no-progressbar --no-fail-on-empty-changeset \
  --parameter-overrides "Architecture=x86_64" "DeletionProtection=false" "EndpointUrl=$AWS_ENDPOINT_URL" "ShopUrl=$SHOP" > "$WORK/deploy.log" 2>&1 ||
  { tail -30 "$WORK/deploy.log" >&2; fail 'sam deploy failed'; }
tail -2 "$WORK/deploy.log"
BUCKET=$(output Bucket)
echo "Bucket $BUCKET"
aws secretsmanager put-secret-value --secret-id "$(output ShopSecret)" --secret-string "{\"accessToken\":\"$SHOP_TOKEN\"}" > /dev/null

say 'A queue listens to both topics, as mail would'
LISTENER=$(queues create-queue --queue-name "$STACK-listener" --query QueueUrl --output text)
: > "$WORK/heard"
for topic in DeliveryTopic AlarmTopic; do
  run aws sns subscribe --topic-arn "$(output $topic)" --protocol sqs --query SubscriptionArn --output text --notification-endpoint \
    "$(queues get-queue-attributes --queue-url "$LISTENER" --attribute-names QueueArn --query Attributes.QueueArn --output text)"
done

say 'Catalogue, facilities and orders'
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
echo 'The reports are equal, except for seconds, snapshotTimeFrom and the names of attempts. Notices:'
heard "SETTLED: $id"
echo 'The page of the delivery, and the index of the pages:'
page "reports/$id.html"
page reports/index.html
echo 'Log lines of the functions:'
for logger in FilterDelta ComputeVariance ImportReset ImportVariance SettlePart ReportDelivery; do
  logged "$logger" "$id"
done

say 'The delivery again'
run aws s3 cp --only-show-errors "$WORK/demo/delta.csv" "s3://$BUCKET/incoming/sv/again.csv" --metadata "snapshot-time=$SNAPSHOT"
duplicate=$(await "reports/$id.duplicate-" json)
report "$duplicate" DUPLICATE
heard "dropped again: $id"

say 'A poison file'
printf '\000\000\000' > "$WORK/poison.csv"
run aws s3 cp --only-show-errors "$WORK/poison.csv" "s3://$BUCKET/incoming/sv/poison.csv" --metadata snapshot-time=2026-11-24T07:30:00Z
held=$(basename "$(await reports/20261124T073000Z-sv- json)" .json)
report "reports/$held.json" HELD
aws s3 ls --recursive "s3://$BUCKET/held/$held/"
heard "HELD: $held"

say 'A part that cannot be imported: ImportReset does not find its table'
import=$(function_of ImportReset)
live=$(aws lambda get-alias --function-name "$import" --name live --query FunctionVersion --output text)
aws lambda get-function-configuration --function-name "$import" --qualifier "$live" --query Environment --output json |
  sed 's/"STOCK_TABLE": *"[^"]*"/"STOCK_TABLE": "nowhere"/' > "$WORK/nowhere.json"
run aws lambda update-function-configuration --function-name "$import" --environment "file://$WORK/nowhere.json" --query FunctionName --output text
aws lambda wait function-updated --function-name "$import"
run aws lambda update-alias --function-name "$import" --name live --query FunctionVersion --output text --function-version \
  "$(aws lambda publish-version --function-name "$import" --query Version --output text)"
head -3000 "$WORK/demo/delta.csv" > "$WORK/next.csv"
run aws s3 cp --only-show-errors "$WORK/next.csv" "s3://$BUCKET/incoming/sv/initial/next.csv" --metadata snapshot-time=2026-11-24T08:30:00Z
stuck=$(basename "$(await manifests/ '20261124T083000Z-sv-')" .json)
report "reports/$stuck.json" QUARANTINED
machine=$(output StateMachine)
execution=$(aws stepfunctions list-executions --state-machine-arn "$machine" --status-filter FAILED --query 'executions[0].executionArn' --output text)
echo "Errors of ImportReset in $execution:"
aws stepfunctions get-execution-history --execution-arn "$execution" --output text \
  --query "events[?type=='LambdaFunctionFailed'].[timestamp,lambdaFunctionFailedEventDetails.error]"
heard "QUARANTINED: $stuck"
echo 'LocalStack does not count executions; the script sends the metric of AWS, for the alarm:'
run aws cloudwatch put-metric-data --namespace AWS/States --metric-name ExecutionsFailed --value 1 --dimensions "StateMachineArn=$machine"
heard QuarantineAlarm | cut -c1-400
echo 'At the due hour of the deliveries:'
invoke ExpectDelivery '{}'
heard 'deliveries are missing'
run aws lambda update-alias --function-name "$import" --name live --function-version "$live" --query FunctionVersion --output text
invoke DecideDelivery "{\"decision\":\"RETRY\",\"delivery\":\"$stuck\"}"
report "reports/$stuck.json" SETTLED

say 'A call of a till, to the function: LocalStack has the gateway only in part'
token=$(aws secretsmanager get-secret-value --secret-id "$(output ApiTokenSecret)" --query SecretString --output text |
  sed 's/.*"current" *: *"\([^"]*\)".*/\1/')
facility=$(sed -n 2p "$WORK/demo/facilities.csv" | cut -d, -f1)
upca=$(sed -n 2p "$WORK/demo/catalog.csv" | cut -d, -f1)
sed -e "s/the-token/$token/g" -e "s/NY01/$facility/" -e "s/2050000100017/$upca/" events/update-inventory.json > "$WORK/call.json"
invoke UpdateInventory "file://$WORK/call.json"
grep -q '"statusCode":200' "$WORK/answer.json" || fail 'the answer to the till was not 200'

say 'The full sync, against the fake shop of the runner; the poison file is refused, so that it waits for nothing'
invoke DecideDelivery "{\"decision\":\"REFUSE\",\"delivery\":\"$held\"}"
printf '{"publish":"LIVE"}' > "$WORK/live.json"
run aws s3 cp --only-show-errors "$WORK/live.json" "s3://$BUCKET/settings/installation.json"
execution=$(run aws stepfunctions start-execution --state-machine-arn "$(output ShopifyFullSync)" \
  --input '{"recheckAfterSeconds":5}' --query executionArn --output text)
sync=$(report "reports/sync/${execution##*:}.json" LIVE publish)
printf '%s\n' "$sync" | sed 's/"discrepancies":.*/"discrepancies":[...]}/'
aws s3 cp "s3://$BUCKET/reports/sync/${execution##*:}.csv" - | head -4
page "syncs/${execution##*:}.html"
echo 'The levels in the shop:'
"$inventory" shop --data "$WORK/shop" | grep -e upca -e "$upca"

say 'A till sells one of what is published, and the recent sync tells the shop'
aws s3 cp --only-show-errors "s3://$BUCKET/reports/sync/${execution##*:}.csv" "$WORK/sync.csv"
sold=$(awk -F, 'NR > 1 && $5 > 0 { print $3; exit }' "$WORK/sync.csv")
store=$(awk -F, -v upca="$sold" '$3 == upca && $(NF - 1) > 0 { print $2; exit }' "$WORK/next.csv")
seller=$(awk -F, -v store="/$store" 'substr($2, length($2) - length(store) + 1) == store { print $1 }' "$WORK/demo/facilities.csv")
shown() { "$inventory" shop --data "$WORK/shop" | awk -v upca="$sold" '$1 == upca { print $4 }'; }
before=$(shown)
sed -e "s/$facility/$seller/" -e "s/$upca/$sold/" -e 's/till7-4711/till7-4712/' "$WORK/call.json" > "$WORK/sale.json"
invoke UpdateInventory "file://$WORK/sale.json"
invoke RecentSync '{}'
after=$(shown)
echo "The shop showed $before of $sold, and now $after."
[ "$after" -eq "$((before - 1))" ] || fail 'the sale was not published to the shop'

say 'Events that did not reach their target'
for queue in FailedEventsQueue UndeliveredEventsQueue; do
  printf '%s: ' "$queue"
  queues get-queue-attributes --queue-url "$(output $queue)" --attribute-names ApproximateNumberOfMessages --query Attributes.ApproximateNumberOfMessages --output text
done
say 'Everything came out as said'
