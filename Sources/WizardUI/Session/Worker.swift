import Glibc
import HostModel
import Synchronization

/// The thread that does what takes time: probing, planning, checking, hashing, writing. One thing
/// after another; of two checks only the later one is done.
final class Worker: Sendable {
  private let services: Services
  private let jobs: Mailbox<Effect>
  private let events: Mailbox<Event>
  /// Raised when the wizard is left: a draft must not come back after it was forgotten.
  private let isClosed = Mutex(false)
  /// Of the last check that was asked for. An earlier one was stopped when it was.
  private let watch = Mutex(CheckWatch())

  /// Milliseconds without a new answer before a check begins: typing does not start one a letter.
  private static let silence: Int32 = 30

  init?(_ services: Services, reportingTo events: Mailbox<Event>) {
    guard let jobs = Mailbox<Effect>() else { return nil }
    self.services = services
    self.jobs = jobs
    self.events = events
  }

  /// Starts the thread; it ends with the process.
  func start() -> Bool {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self)
    let status = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Worker>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    guard status == 0 else {
      context.release()
      return false
    }
    pthread_detach(thread)
    return true
  }

  /// How far the check is.
  var progress: CheckWatch.Progress { watch.withLock { $0 }.progress }

  /// Ends the check that is under way, or waits to be.
  func stopCheck() { watch.withLock { $0 }.stop() }

  /// Hands over a job. A check makes all earlier ones obsolete, also the one under way, and with them
  /// the questions for lines that wait.
  func post(_ job: Effect) {
    switch job {
    case .outlook, .write:
      let earlier = watch.withLock { watch in
        defer { watch = CheckWatch() }
        return watch
      }
      earlier.stop()
    default: break
    }
    jobs.post(job) { waiting in
      switch (job, waiting) {
      case (.outlook, .outlook), (.outlook, .influence), (.influence, .influence): true
      default: false
      }
    }
  }

  /// Keeps or forgets the draft for good.
  func close(keeping draft: AnswersDocument?) {
    isClosed.withLock { isClosed in
      isClosed = true
      services.keepDraft(draft)
    }
  }

  private func run() {
    while let job = jobs.takeFirst() { perform(job) }
  }

  private func perform(_ job: Effect) {
    switch job {
    case .start: events.post(.started(services.start()))
    case .outlook(let request, let version, let inFull):
      // The first version is what the session began with.
      if version > 1 {
        if let newer = jobs.takeFirst(timeout: Self.silence) {
          if case .outlook = newer { return perform(newer) }
          perform(newer)
        }
        isClosed.withLock { if !$0 { services.keepDraft(request.document) } }
      }
      let outlook = services.outlook(request, inFull, watch.withLock { $0 })
      events.post(.outlook(outlook, version: version, inFull: inFull))
    case .influence(let document, let question, let version):
      let influence = services.influence(document, question)
      events.post(.influence(influence, question: question, version: version))
    case .hash(let secret): events.post(.hashed(secret.hash()))
    case .write(let request):
      events.post(.written(services.write(request, watch.withLock { $0 })))
    case .writeSideFiles(let request):
      events.post(.sideFilesWritten(services.writeSideFiles(request)))
    case .saveAnswers(let document, let path):
      events.post(.saved(services.saveAnswers(document, path)))
    case .saveScreen(let text): events.post(.saved(services.saveScreen(text)))
    case .repair(let request, let finding, let version):
      let repairs = services.repairs(request, finding)
      events.post(.repairs(repairs, finding: finding, version: version))
    case .suggest: events.post(.suggestions(services.suggestions()))
    case .forgetDraft: isClosed.withLock { if !$0 { services.keepDraft(nil) } }
    case .edit, .stopCheck, .redraw, .suspend, .shell, .mouse, .leave: break
    }
  }
}
