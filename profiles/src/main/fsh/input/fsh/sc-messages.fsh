Profile: ScCommunication
Parent: Communication
Id: sc-communication
Title: "Communication"
Description: "That something was sent about a Task, from whom and to whom. Never what it said."
* obeys sc-com-1
* status MS
* about 1..* MS
* about only Reference(Task)
* recipient 1..* MS
* recipient only Reference(Organization)
* sender MS
* sender only Reference(Organization)
* sent MS

Invariant: sc-com-1
Description: "A communication carries no content, reason or note."
Severity: #error
Expression: "text.empty() and payload.empty() and note.empty() and topic.empty() and reasonCode.empty() and reasonReference.empty()"

Profile: ScNotification
Parent: Bundle
Id: sc-notification
Title: "Notification"
Description: "Says that something has changed, and where to look: ids only."
* obeys sc-not-1 and sc-not-2
* type = #history
* timestamp MS
* entry 1..* MS

Invariant: sc-not-1
Description: "A notification begins with its status and carries no other resource."
Severity: #error
Expression: "entry.first().resource.is(Parameters) and entry.skip(1).resource.empty()"

Invariant: sc-not-2
Description: "What is named is named by an address relative to the base."
Severity: #error
Expression: "entry.request.url.all(contains(':').not())"
